package io.tabularium.adapter.web.openapi.part;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.domain.schema.TextFormat;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes nested schemas of a file into schemas of the document: references lead to components,
 * integers are 64-bit ones, and schemas are objects where generators of clients expect that.
 */
public final class SchemaRewriter {

    private static final String DEFINITIONS = "/$defs/";

    private final UnaryOperator<String> componentOf;

    /**
     * @param componentOf the component that a name in {@code $defs} stands for
     */
    public SchemaRewriter(UnaryOperator<String> componentOf) {
        this.componentOf = componentOf;
    }

    /** The schema, as a value to be put anywhere in the document. */
    public Map<String, @Nullable Object> rewrite(@Nullable Object json) {
        if (json instanceof Map<?, ?> keywords) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            keywords.forEach((keyword, value) -> keyword(result, (String) keyword, value));
            if (isInteger(result.get("type"))) {
                result.put("format", "int64");
            } else if (isImplied(result)) {
                // Generators make no enums of dates.
                result.remove("format");
            }
            if (isOrMayBe("array", result.get("type"))) {
                // Linters, and OpenAPI before 3.1, ask for it where any item will do.
                result.putIfAbsent("items", object());
            }
            return result;
        }
        return Boolean.FALSE.equals(json) ? object("not", object()) : object();
    }

    /** Examples that a schema file gives for nested values have not been checked. */
    private void keyword(
            Map<String, @Nullable Object> result, String keyword, @Nullable Object value) {
        switch (keyword) {
            case "$comment", "examples" -> {
                // for whoever reads the file
            }
            case "$ref" -> result.putAll(component(componentOf.apply(nameIn(value))));
            case "items", "not" -> result.put(keyword, rewrite(value));
            case "additionalProperties" ->
                    result.put(keyword, value instanceof Boolean ? value : rewrite(value));
            case "allOf", "anyOf", "oneOf" -> result.put(keyword, all(value));
            case "properties" -> result.put(keyword, members(value));
            default -> result.put(keyword, value);
        }
    }

    private List<?> all(@Nullable Object schemas) {
        return ((List<?>) Objects.requireNonNull(schemas)).stream().map(this::rewrite).toList();
    }

    private Map<String, @Nullable Object> members(@Nullable Object declared) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(declared))
                .forEach((name, schema) -> members.put((String) name, rewrite(schema)));
        return members;
    }

    private static String nameIn(@Nullable Object reference) {
        String fragment =
                URLDecoder.decode(
                        String.valueOf(reference).substring(1).replace("+", "%2B"),
                        StandardCharsets.UTF_8);
        return fragment.substring(DEFINITIONS.length()).replace("~1", "/").replace("~0", "~");
    }

    /** Whether the format says no more than the values that are listed. */
    private static boolean isImplied(Map<String, @Nullable Object> schema) {
        Stream<?> values =
                schema.get("enum") instanceof List<?> listed
                        ? listed.stream()
                        : Stream.of(schema.get("const"));
        boolean listed = schema.containsKey("enum") || schema.containsKey("const");
        return listed
                && schema.get("format") instanceof String name
                && TextFormat.named(name)
                        .filter(
                                format ->
                                        values.noneMatch(
                                                value ->
                                                        value instanceof String text
                                                                && !format.accepts(text)))
                        .isPresent();
    }

    private static boolean isOrMayBe(String wanted, @Nullable Object type) {
        return wanted.equals(type) || (type instanceof List<?> types && types.contains(wanted));
    }

    private static boolean isInteger(@Nullable Object type) {
        return "integer".equals(type)
                || (type instanceof List<?> types
                        && types.contains("integer")
                        && List.of("integer", "null").containsAll(types));
    }
}
