package io.tabularium.domain.schema;

import io.tabularium.domain.maintenance.StorageClusterer;

import java.util.List;

/**
 * The order in which a schema's records are best stored, because they are mostly asked for by these
 * properties: what matches then stands together. It is made by {@link StorageClusterer}, never by a
 * write.
 *
 * @param properties one or more, the one that decides first in front
 */
public record Clustering(List<Property> properties) {

    public Clustering {
        properties = List.copyOf(properties);
        if (properties.isEmpty()) {
            throw new IllegalArgumentException("a clustering has at least one property");
        }
    }

    /** The names of the properties, in the order declared. */
    public List<String> names() {
        return properties.stream().map(property -> property.name().value()).toList();
    }
}
