package io.tabularium.adapter.web.schema;

import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Clustering;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** The overview of a schema: what its records have, and by what they are found. */
final class SchemaJson {

    private SchemaJson() {}

    static void write(JsonGenerator generator, Schema schema) {
        generator.writeStartObject();
        generator.writeStringProperty("name", schema.name().value());
        generator.writeStringProperty("title", schema.title());
        generator.writeStringProperty("description", schema.description());
        generator.writeArrayPropertyStart("properties");
        schema.properties().forEach(property -> write(generator, property));
        generator.writeEndArray();
        writeLists(generator, "indexes", schema.indexes().stream().map(Index::names).toList());
        writeLists(
                generator,
                "unique_keys",
                schema.uniqueKeys().stream().map(UniqueKey::names).toList());
        generator.writeArrayPropertyStart("cluster");
        schema.clustering()
                .map(Clustering::names)
                .orElse(List.of())
                .forEach(generator::writeString);
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private static void write(JsonGenerator generator, Property property) {
        generator.writeStartObject();
        generator.writeStringProperty("name", property.name().value());
        switch (property.type()) {
            case BasicType type -> generator.writeStringProperty("type", type.toString());
            case DecimalType type -> {
                generator.writeStringProperty("type", "decimal");
                generator.writeNumberProperty("precision", type.precision());
                generator.writeNumberProperty("scale", type.scale());
            }
        }
        generator.writeBooleanProperty("required", property.required());
        generator.writeBooleanProperty("nullable", property.acceptsNull());
        generator.writeStringProperty("title", property.title());
        generator.writeStringProperty("description", property.description());
        generator.writeEndObject();
    }

    private static void writeLists(JsonGenerator generator, String name, List<List<String>> lists) {
        generator.writeArrayPropertyStart(name);
        for (List<String> list : lists) {
            generator.writeStartArray();
            list.forEach(generator::writeString);
            generator.writeEndArray();
        }
        generator.writeEndArray();
    }
}
