package io.tabularium.domain.schema;

import java.util.List;

/**
 * Properties whose values together identify a record. Records with a null in any of them are never
 * duplicates, as in SQL.
 *
 * @param properties one or more, in the order declared
 */
public record UniqueKey(List<Property> properties) {

    public UniqueKey {
        properties = List.copyOf(properties);
        if (properties.isEmpty()) {
            throw new IllegalArgumentException("a unique key has at least one property");
        }
    }

    /** The names of the properties, in the order declared. */
    public List<String> names() {
        return properties.stream().map(property -> property.name().value()).toList();
    }
}
