package io.tabularium.adapter.schemafile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes values that nearly meet a schema. */
public final class RandomValues {

    static final List<Object> TEXTS =
            List.of(
                    "",
                    "a",
                    "ab",
                    "abc",
                    "abcde",
                    "é",
                    "😀",
                    "😀😀",
                    "7",
                    "2026-01-31",
                    "2026-02-30",
                    "2026-01-31T12:00:00Z",
                    "2026-01-31T12:00:00.5+01:00",
                    "2026-01-31T12:00:00",
                    "2026-01-31T24:00:00Z",
                    "0197a5b2-0000-7000-8000-000000000001",
                    "0197A5B2-0000-7000-8000-00000000000F",
                    "0197a5b2",
                    "user@example.org",
                    "user.example.org",
                    "https://example.org/a?b=c#d",
                    "urn:isbn:0451450523",
                    "a/b");
    static final List<Object> INTEGERS =
            List.of(
                    0L,
                    1L,
                    -1L,
                    2L,
                    3L,
                    10L,
                    new BigDecimal("1.0"),
                    new BigDecimal("1E+2"),
                    new BigDecimal("2.00"),
                    Long.MAX_VALUE,
                    Long.MIN_VALUE);
    static final List<Object> NUMBERS =
            List.of(
                    0L,
                    1L,
                    2L,
                    new BigDecimal("0.5"),
                    new BigDecimal("0.50"),
                    new BigDecimal("-0.1"),
                    new BigDecimal("2.5"),
                    new BigDecimal("2.499999999999999999"),
                    new BigDecimal("1E-7"),
                    new BigDecimal("1.0"));
    static final List<Object> DIVISORS =
            List.of(2L, 5L, new BigDecimal("0.5"), new BigDecimal("0.1"), new BigDecimal("1.0"));
    static final List<Object> ANYTHING =
            Arrays.asList(
                    "a",
                    1L,
                    new BigDecimal("1.0"),
                    new BigDecimal("0.5"),
                    true,
                    false,
                    null,
                    List.of(),
                    List.of(1L, new BigDecimal("2.0")),
                    List.of(2L, 1L),
                    Map.of(),
                    Map.of("a", 1L),
                    Map.of("a", List.of(), "b", new BigDecimal("0.5")));
    private static final int MAX_DEPTH = 6;

    private final RandomGenerator random;
    private final Map<?, ?> definitions;

    public RandomValues(RandomGenerator random, Map<?, ?> definitions) {
        this.random = random;
        this.definitions = definitions;
    }

    /** A value made with the schema in mind; most often it meets it, or fails it in one place. */
    public Object near(Object schema, int depth) {
        if (!(schema instanceof Map<?, ?> keywords) || chance(12) || depth > MAX_DEPTH) {
            return pick(ANYTHING);
        }
        if (keywords.containsKey("const") && !chance(4)) {
            return keywords.get("const");
        }
        if (keywords.get("enum") instanceof List<?> values && !chance(4)) {
            return pick(values);
        }
        if (keywords.get("$ref") instanceof String target && !chance(3)) {
            return near(definitions.get(target.substring("#/$defs/".length())), depth + 1);
        }
        for (String combination : List.of("allOf", "anyOf", "oneOf")) {
            if (keywords.get(combination) instanceof List<?> schemas && !chance(3)) {
                return near(pick(schemas), depth + 1);
            }
        }
        return switch (type(keywords)) {
            case "string" -> pick(TEXTS);
            case "integer" -> chance(3) ? limit(keywords) : pick(INTEGERS);
            case "number" -> chance(3) ? limit(keywords) : pick(NUMBERS);
            case "boolean" -> chance(2);
            case "object" -> object(keywords, depth);
            case "array" -> array(keywords, depth);
            case "null" -> null;
            default -> pick(ANYTHING);
        };
    }

    private String type(Map<?, ?> keywords) {
        return switch (keywords.get("type")) {
            case String type -> type;
            case List<?> types -> (String) pick(types);
            case null, default -> {
                if (keywords.containsKey("items")) {
                    yield "array";
                }
                yield keywords.containsKey("properties")
                        ? "object"
                        : pick(
                                List.of(
                                        "string", "integer", "number", "boolean", "object",
                                        "array"));
            }
        };
    }

    private Object limit(Map<?, ?> keywords) {
        for (String name : List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) {
            if (keywords.get(name) instanceof BigDecimal limit && chance(2)) {
                BigDecimal value = limit.add(BigDecimal.valueOf(random.nextInt(3) - 1));
                return value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? limit : value;
            }
        }
        return pick(NUMBERS);
    }

    private Map<String, Object> object(Map<?, ?> keywords, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (keywords.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach(
                    (name, schema) -> {
                        if (!chance(4)) {
                            object.put((String) name, near(schema, depth + 1));
                        }
                    });
        }
        if (keywords.get("required") instanceof List<?> names && !chance(4)) {
            names.forEach(name -> object.putIfAbsent((String) name, pick(ANYTHING)));
        }
        if (chance(4)) {
            Object others = keywords.get("additionalProperties");
            object.put(pick(RandomSchemas.NAMES), near(others == null ? true : others, depth + 1));
        }
        return object;
    }

    private List<Object> array(Map<?, ?> keywords, int depth) {
        List<Object> array = new ArrayList<>();
        Object items = keywords.get("items");
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(near(items == null ? true : items, depth + 1));
        }
        return array;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean chance(int times) {
        return random.nextInt(times) == 0;
    }
}
