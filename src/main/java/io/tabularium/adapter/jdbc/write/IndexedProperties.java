package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The properties of a schema that an index or unique key covers. */
public final class IndexedProperties {

    private IndexedProperties() {}

    public static Set<Property> of(Schema schema) {
        return Stream.concat(
                        schema.uniqueKeys().stream().map(UniqueKey::properties),
                        schema.indexes().stream().map(Index::properties))
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
