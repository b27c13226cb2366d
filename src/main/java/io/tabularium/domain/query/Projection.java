package io.tabularium.domain.query;

import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import java.util.List;

/**
 * The properties that an answer shows.
 *
 * @param properties in the order of the schema, without repetition
 */
public record Projection(List<Property> properties) {

    public Projection {
        properties = List.copyOf(properties);
    }

    /** Everything. */
    public static Projection all(Schema schema) {
        return new Projection(schema.properties());
    }

    /** Whether it shows every property of its schema. */
    public boolean isWhole(Schema schema) {
        return properties.size() == schema.properties().size();
    }
}
