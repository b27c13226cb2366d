package io.tabularium.adapter.web.query;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Quoted;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads which properties an answer shows: {@code a,b}, or an array of names. */
final class ProjectionParser {

    private ProjectionParser() {}

    /**
     * The projection that the value means; the properties in the order of the schema, however they
     * are named.
     *
     * @throws InvalidQuery with a pointer to the fault
     */
    static Projection parse(Schema schema, @Nullable Object json, Pointer at) {
        Set<String> names = new HashSet<>();
        for (Object item : items(json, at)) {
            if (!(item instanceof String name) || schema.property(name).isEmpty()) {
                throw new InvalidQuery(
                        at.toString(),
                        "'%s' has no property %s."
                                .formatted(schema.name(), Quoted.of(String.valueOf(item))));
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            throw new InvalidQuery(at.toString(), "At least one property must be named.");
        }
        return new Projection(
                schema.properties().stream()
                        .filter(property -> names.contains(property.name().value()))
                        .toList());
    }

    private static List<?> items(@Nullable Object json, Pointer at) {
        return switch (json) {
            case String text -> Arrays.asList(text.split(",", -1));
            case List<?> list -> list;
            case null, default ->
                    throw new InvalidQuery(
                            at.toString(), "Fields are text such as 'a,b', or an array.");
        };
    }
}
