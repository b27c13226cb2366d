package io.tabularium.domain.schema;

import java.util.List;

/**
 * Properties that storage should index together.
 *
 * @param properties one or more, in the order declared
 */
public record Index(List<Property> properties) {

    public Index {
        properties = List.copyOf(properties);
        if (properties.isEmpty()) {
            throw new IllegalArgumentException("an index has at least one property");
        }
    }

    /** The names of the properties, in the order declared. */
    public List<String> names() {
        return properties.stream().map(property -> property.name().value()).toList();
    }
}
