package io.tabularium.contract;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.ObjectRule;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyName;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.UniqueKey;
import io.tabularium.domain.schema.ValueSchema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schemas from text: types, keys and indexes only. */
final class SchemaText {

    private SchemaText() {}

    @SuppressWarnings("unchecked")
    static Schema compile(String name, String text) {
        Map<String, Object> definition = (Map<String, Object>) new JsonReader(100_000).read(text);
        Map<String, Property> properties = new LinkedHashMap<>();
        List<UniqueKey> keys = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        ((Map<String, Map<String, Object>>) definition.get("properties"))
                .forEach(
                        (propertyName, value) -> {
                            Property property =
                                    new Property(
                                            new PropertyName(propertyName),
                                            properties.size(),
                                            type(value),
                                            null,
                                            null,
                                            false,
                                            false,
                                            valueSchema(value),
                                            Optional.empty());
                            properties.put(propertyName, property);
                            if (value.containsKey("x-unique")) {
                                keys.add(new UniqueKey(List.of(property)));
                            }
                            if (value.containsKey("x-indexed")) {
                                indexes.add(new Index(List.of(property)));
                            }
                        });
        for (Object key : (List<?>) definition.getOrDefault("x-unique", List.of())) {
            keys.add(new UniqueKey(((List<?>) key).stream().map(properties::get).toList()));
        }
        for (Object key : (List<?>) definition.getOrDefault("x-indexes", List.of())) {
            indexes.add(new Index(((List<?>) key).stream().map(properties::get).toList()));
        }
        return new Schema(
                new SchemaName(name), List.copyOf(properties.values()), keys, indexes, definition);
    }

    private static PropertyType type(Map<String, Object> value) {
        return switch ((String) value.get("type")) {
            case "string" ->
                    switch ((String) value.get("format")) {
                        case "date" -> BasicType.DATE;
                        case "date-time" -> BasicType.INSTANT;
                        case "local-date-time" -> BasicType.LOCAL_DATE_TIME;
                        case "uuid" -> BasicType.UUID;
                        case null, default -> BasicType.TEXT;
                    };
            case "integer" -> BasicType.INTEGER;
            case "number" ->
                    value.get("x-precision") instanceof Long precision
                            ? new DecimalType(
                                    precision.intValue(), ((Long) value.get("x-scale")).intValue())
                            : BasicType.DOUBLE;
            case "boolean" -> BasicType.BOOLEAN;
            case "object" -> BasicType.OBJECT;
            case "array" -> BasicType.ARRAY;
            default -> throw new IllegalArgumentException("unknown type in " + value);
        };
    }

    @SuppressWarnings("unchecked")
    private static ValueSchema valueSchema(Map<String, Object> value) {
        Map<String, ValueSchema> members = new LinkedHashMap<>();
        ((Map<String, Map<String, Object>>) value.getOrDefault("properties", Map.of()))
                .forEach((name, member) -> members.put(name, valueSchema(member)));
        PropertyType type = type(value);
        return new ValueSchema(
                members.isEmpty() ? List.of() : List.of(new ObjectRule.Properties(members)),
                type.isScalar() ? type : null);
    }
}
