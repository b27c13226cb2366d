package io.tabularium.adapter.schemafile;

import io.tabularium.domain.json.Json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes schemas that compile, with every keyword that is honoured but defaults and decimals. */
public final class RandomSchemas {

    static final List<String> NAMES = List.of("a", "b", "c", "d", "~/", "A b");
    static final List<String> DEFINITIONS = List.of("x", "y");
    private static final int MAX_DEPTH = 3;
    private static final List<String> FORMATS =
            List.of("email", "uri", "date", "date-time", "uuid");
    private static final List<String> PATTERNS =
            List.of("^a", "b$", "^[a-c]+$", "\\d", "^.{2}$", "^\\p{L}*$", "a|-", "^$");
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "object", "array", "null");

    private final RandomGenerator random;

    public RandomSchemas(RandomGenerator random) {
        this.random = random;
    }

    public Map<String, Object> definition() {
        Map<String, Object> properties = new LinkedHashMap<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            properties.put("p" + i, property());
        }
        Map<String, Object> definitions = new LinkedHashMap<>();
        DEFINITIONS.forEach(name -> definitions.put(name, defined()));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("type", "object");
        root.put("properties", properties);
        root.put("required", properties.keySet().stream().filter(name -> chance(2)).toList());
        root.put("additionalProperties", false);
        root.put("$defs", definitions);
        return root;
    }

    private Map<String, Object> property() {
        Map<String, Object> property = new LinkedHashMap<>();
        String type = TYPES.get(random.nextInt(6));
        property.put("type", chance(4) ? List.of(type, "null") : type);
        switch (type) {
            case "string" -> {
                if (chance(3)) {
                    property.put("format", pick(FORMATS));
                    if (!List.of("email", "uri").contains(property.get("format"))) {
                        return property;
                    }
                }
                stringKeywords(property);
                enumeration(property, RandomValues.TEXTS);
            }
            case "integer" -> {
                numberKeywords(property);
                enumeration(property, RandomValues.INTEGERS);
            }
            case "number" -> {
                numberKeywords(property);
                enumeration(property, RandomValues.NUMBERS);
            }
            case "object" -> {
                objectKeywords(property, 0);
                combinations(property, 0);
            }
            case "array" -> {
                arrayKeywords(property, 0);
                combinations(property, 0);
            }
            default -> {}
        }
        return property;
    }

    /** A definition, which may refer to itself but only from inside of an object or array. */
    private Map<String, Object> defined() {
        Map<String, Object> schema = new LinkedHashMap<>();
        objectKeywords(schema, 1);
        arrayKeywords(schema, 1);
        numberKeywords(schema);
        if (chance(2)) {
            schema.put("type", List.of("object", "array", "integer"));
        }
        return schema;
    }

    private Object nested(int depth) {
        if (chance(8)) {
            return !chance(4);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        if (chance(5)) {
            schema.put("$ref", "#/$defs/" + pick(DEFINITIONS));
        }
        if (chance(2)) {
            schema.put("type", type());
        }
        if (applies(schema, "string")) {
            stringKeywords(schema);
            if (chance(6)) {
                schema.put("format", pick(FORMATS));
            }
        }
        if (applies(schema, "number") || applies(schema, "integer")) {
            numberKeywords(schema);
        }
        if (depth < MAX_DEPTH && applies(schema, "object")) {
            objectKeywords(schema, depth + 1);
        }
        if (depth < MAX_DEPTH && applies(schema, "array")) {
            arrayKeywords(schema, depth + 1);
        }
        if (depth < MAX_DEPTH) {
            combinations(schema, depth + 1);
        }
        if (chance(8)) {
            enumeration(schema, RandomValues.ANYTHING);
        }
        return schema;
    }

    private Object type() {
        String first = pick(TYPES);
        String second = pick(TYPES);
        // given both, the oracle compares fractions with whole limits as if they were whole
        boolean bothNumbers =
                new HashSet<>(List.of(first, second)).equals(Set.of("integer", "number"));
        return chance(4) && !bothNumbers ? distinct(first, second) : first;
    }

    private static boolean applies(Map<String, Object> schema, String type) {
        Object declared = schema.get("type");
        return declared == null
                || declared.equals(type)
                || (declared instanceof List<?> list && list.contains(type));
    }

    private void stringKeywords(Map<String, Object> schema) {
        limits(schema, "minLength", "maxLength");
        if (chance(5)) {
            schema.put("pattern", pick(PATTERNS));
        }
    }

    private void numberKeywords(Map<String, Object> schema) {
        if (chance(3)) {
            schema.put(chance(2) ? "minimum" : "exclusiveMinimum", new BigDecimal(low()));
        }
        if (chance(3)) {
            schema.put(chance(2) ? "maximum" : "exclusiveMaximum", new BigDecimal(high()));
        }
        if (chance(5)) {
            schema.put("multipleOf", pick(RandomValues.DIVISORS));
        }
    }

    private String low() {
        return pick(List.of("-1", "0", "0.5", "1", "1.0"));
    }

    private String high() {
        return pick(List.of("2", "2.5", "10", "1e2", "9223372036854775807"));
    }

    private void objectKeywords(Map<String, Object> schema, int depth) {
        if (chance(2)) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                properties.put(pick(NAMES), nested(depth));
            }
            schema.put("properties", properties);
        }
        if (chance(4)) {
            schema.put("required", distinct(pick(NAMES), pick(NAMES)));
        }
        if (chance(4)) {
            schema.put("additionalProperties", chance(2) ? false : nested(depth));
        }
        limits(schema, "minProperties", "maxProperties");
    }

    private void arrayKeywords(Map<String, Object> schema, int depth) {
        if (chance(2)) {
            schema.put("items", nested(depth));
        }
        if (chance(4)) {
            schema.put("uniqueItems", chance(2));
        }
        limits(schema, "minItems", "maxItems");
    }

    private void combinations(Map<String, Object> schema, int depth) {
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            if (chance(8)) {
                schema.put(keyword, List.of(nested(depth), nested(depth)));
            }
        }
        if (chance(12)) {
            schema.put("not", nested(depth));
        }
    }

    private void enumeration(Map<String, Object> schema, List<?> values) {
        if (chance(6)) {
            schema.put("const", pick(values));
        } else if (chance(6)) {
            schema.put("enum", distinct(pick(values), pick(values)));
        }
    }

    private void limits(Map<String, Object> schema, String low, String high) {
        if (chance(6)) {
            schema.put(low, (long) random.nextInt(3));
        }
        if (chance(6)) {
            schema.put(high, 2L + random.nextInt(3));
        }
    }

    private static List<Object> distinct(Object first, Object second) {
        boolean same = Objects.equals(Json.comparable(first), Json.comparable(second));
        List<Object> values = new ArrayList<>();
        values.add(first);
        if (!same) {
            values.add(second);
        }
        return values;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** True once in so many times. */
    private boolean chance(int times) {
        return random.nextInt(times) == 0;
    }
}
