package io.tabularium.adapter.jdbc;

import io.tabularium.domain.query.Field;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyName;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.UniqueKey;
import io.tabularium.domain.schema.ValueSchema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schemas for tests, built step by step; their definitions say what storage needs to compare. */
public final class Schemas {

    private final String name;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final List<UniqueKey> keys = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final Map<String, Object> declared = new LinkedHashMap<>();

    private Schemas(String name) {
        this.name = name;
    }

    /** A property of each type, named as the type, and one in capitals. */
    public static Schema everyType() {
        Schemas schema = named("things");
        for (BasicType type : BasicType.values()) {
            schema.with(type.toString(), type);
        }
        return schema.with("decimal", new DecimalType(18, 4))
                .with("huge", new DecimalType(38, 10))
                .with("SELECT", BasicType.TEXT)
                .build();
    }

    public static Schemas named(String name) {
        return new Schemas(name);
    }

    public Schemas with(String property, PropertyType type) {
        properties.put(
                property,
                new Property(
                        new PropertyName(property),
                        properties.size(),
                        type,
                        null,
                        null,
                        false,
                        false,
                        ValueSchema.ANYTHING,
                        Optional.empty()));
        declared.put(property, definition(type));
        return this;
    }

    public Schemas unique(String... names) {
        keys.add(new UniqueKey(Arrays.stream(names).map(properties::get).toList()));
        return this;
    }

    public Schemas indexed(String... names) {
        indexes.add(new Index(Arrays.stream(names).map(properties::get).toList()));
        return this;
    }

    public Schema build() {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("type", "object");
        definition.put("properties", Map.copyOf(declared));
        definition.put("x-unique", keys.stream().map(UniqueKey::names).toList());
        definition.put("x-indexes", indexes.stream().map(Index::names).toList());
        return new Schema(
                new SchemaName(name),
                List.copyOf(properties.values()),
                keys,
                indexes,
                Optional.empty(),
                Map.copyOf(definition));
    }

    public static Field field(Schema schema, String name) {
        return Field.resolve(schema, name).orElseThrow();
    }

    private static Map<String, Object> definition(PropertyType type) {
        return switch (type) {
            case DecimalType decimal ->
                    Map.of(
                            "type",
                            "number",
                            "x-precision",
                            (long) decimal.precision(),
                            "x-scale",
                            (long) decimal.scale());
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> Map.of("type", "string");
                        case INTEGER -> Map.of("type", "integer");
                        case DOUBLE -> Map.of("type", "number");
                        case BOOLEAN -> Map.of("type", "boolean");
                        case DATE -> Map.of("type", "string", "format", "date");
                        case INSTANT -> Map.of("type", "string", "format", "date-time");
                        case LOCAL_DATE_TIME ->
                                Map.of("type", "string", "format", "local-date-time");
                        case UUID -> Map.of("type", "string", "format", "uuid");
                        case OBJECT -> Map.of("type", "object");
                        case ARRAY -> Map.of("type", "array");
                    };
        };
    }
}
