package io.tabularium.adapter.web.openapi.sample;

import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Makes a value with a schema in mind. What it makes is a guess, to be checked by the validator:
 * some schemas have values that are hard to find, and some have none. Used once, by one thread.
 */
public final class ValueSample {

    /** How many guesses there are. */
    public static final int VARIANTS = 24;

    private static final int MAX_DEPTH = 6;

    /** Of one example, at all levels; from there on values are words, whatever was asked for. */
    private static final int MAX_VALUES = 1_000;

    /** From here on only what is required is made. */
    private static final int FIRST_LEAN_VARIANT = 8;

    private static final List<String> EMAILS =
            List.of("user@example.org", "a@b.co", "user.name@example.org");
    private static final List<String> URIS =
            List.of("https://example.org/a", "urn:a:b", "https://example.org/a?b=c");
    private static final List<String> WORDS = List.of("text", "a", "Text", "", "0", "a-b");

    private final Map<?, ?> definitions;
    private final int variant;
    private final AtomicInteger made;

    /**
     * @param definitions what references lead to
     * @param variant which of many guesses, from 0
     */
    public ValueSample(Map<?, ?> definitions, int variant) {
        this(definitions, variant, new AtomicInteger());
    }

    private ValueSample(Map<?, ?> definitions, int variant, AtomicInteger made) {
        this.definitions = definitions;
        this.variant = variant;
        this.made = made;
    }

    /** A value of the schema, or of one like it. */
    public @Nullable Object of(@Nullable Object schema) {
        return of(schema, 0);
    }

    private @Nullable Object of(@Nullable Object schema, int depth) {
        if (!(schema instanceof Map<?, ?> declared)
                || depth > MAX_DEPTH
                || made.incrementAndGet() > MAX_VALUES) {
            return WORDS.getFirst();
        }
        Map<String, @Nullable Object> keywords = flat(declared, 0);
        if (keywords.containsKey("const")) {
            return keywords.get("const");
        }
        if (keywords.get("enum") instanceof List<?> values && !values.isEmpty()) {
            return values.get(variant % values.size());
        }
        return switch (type(keywords)) {
            case "integer" -> integer(keywords);
            case "number" -> number(keywords);
            case "boolean" -> variant % 2 == 0;
            case "object" -> object(keywords, depth);
            case "array" -> array(keywords, depth);
            case "null" -> null;
            default -> text(keywords);
        };
    }

    /** The keywords of the schema and of those that it applies to the same value. */
    private Map<String, @Nullable Object> flat(Map<?, ?> schema, int depth) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        schema.forEach((keyword, value) -> all.put((String) keyword, value));
        List<@Nullable Object> others = new ArrayList<>();
        if (schema.get("$ref") instanceof String reference) {
            others.add(definitions.get(reference.substring(reference.lastIndexOf('/') + 1)));
        }
        if (schema.get("allOf") instanceof List<?> every) {
            others.addAll(every);
        }
        Stream.of("anyOf", "oneOf")
                .map(schema::get)
                .filter(List.class::isInstance)
                .map(List.class::cast)
                .forEach(choices -> others.add(choices.get(variant % choices.size())));
        for (Object other : others) {
            if (other instanceof Map<?, ?> applied && depth < MAX_DEPTH) {
                flat(applied, depth + 1).forEach((keyword, value) -> merge(all, keyword, value));
            }
        }
        return all;
    }

    private static void merge(
            Map<String, @Nullable Object> all, String keyword, @Nullable Object value) {
        all.merge(
                keyword,
                Objects.requireNonNullElse(value, false),
                (first, second) -> {
                    if (first instanceof Map<?, ?> a && second instanceof Map<?, ?> b) {
                        Map<Object, @Nullable Object> both = new LinkedHashMap<>(b);
                        both.putAll(a);
                        return both;
                    }
                    if (keyword.equals("required")) {
                        return Stream.of((List<?>) first, (List<?>) second)
                                .flatMap(List::stream)
                                .distinct()
                                .toList();
                    }
                    return first;
                });
    }

    private String type(Map<?, ?> keywords) {
        return switch (keywords.get("type")) {
            case String type -> type;
            case List<?> types ->
                    types.stream()
                            .map(String.class::cast)
                            .filter(type -> !type.equals("null"))
                            .skip(variant % Math.max(1, types.size() - 1))
                            .findFirst()
                            .orElse("null");
            case null, default -> {
                if (keywords.containsKey("items") || keywords.containsKey("minItems")) {
                    yield "array";
                }
                boolean object =
                        Stream.of("properties", "required", "minProperties")
                                .anyMatch(keywords::containsKey);
                boolean number =
                        Stream.of("minimum", "maximum", "multipleOf")
                                .anyMatch(keywords::containsKey);
                yield object ? "object" : number ? "integer" : "string";
            }
        };
    }

    private Object integer(Map<?, ?> keywords) {
        List<Long> fitting =
                new NumberSample(keywords)
                        .candidates().stream().map(Json::toInt64).filter(Objects::nonNull).toList();
        return fitting.get(variant % fitting.size());
    }

    private Object number(Map<?, ?> keywords) {
        List<BigDecimal> candidates = new NumberSample(keywords).candidates();
        return candidates.get(variant % candidates.size());
    }

    private String text(Map<?, ?> keywords) {
        if (keywords.get("pattern") instanceof String pattern) {
            return PatternSample.of(pattern, variant).orElse("");
        }
        return switch (String.valueOf(keywords.get("format"))) {
            case "email" -> EMAILS.get(variant % EMAILS.size());
            case "uri" -> URIS.get(variant % URIS.size());
            case "date" -> "2026-01-31";
            case "date-time" -> "2026-01-31T12:00:00Z";
            case "local-date-time" -> "2026-01-31T12:00:00";
            case "uuid" -> "0197a5b2-7d1c-7c6e-8f7a-3c5a4e2b1d90";
            default -> word(keywords);
        };
    }

    private String word(Map<?, ?> keywords) {
        String word = WORDS.get(variant % WORDS.size());
        int least = count(keywords, "minLength", 0);
        int most = Math.max(least, count(keywords, "maxLength", Integer.MAX_VALUE));
        String padded = word + "x".repeat(Math.max(0, least - word.length()));
        return padded.substring(0, Math.min(padded.length(), most));
    }

    private List<@Nullable Object> array(Map<?, ?> keywords, int depth) {
        int least = count(keywords, "minItems", 0);
        boolean lean = variant >= FIRST_LEAN_VARIANT || depth > 2;
        int wanted =
                Math.min(Math.max(least, lean ? 0 : 1), count(keywords, "maxItems", least + 1));
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            boolean unique = Boolean.TRUE.equals(keywords.get("uniqueItems"));
            ValueSample sample = unique ? new ValueSample(definitions, variant + i, made) : this;
            items.add(sample.of(keywords.get("items"), depth + 1));
        }
        return items;
    }

    private Map<String, @Nullable Object> object(Map<?, ?> keywords, int depth) {
        Map<?, ?> declared =
                keywords.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
        List<?> required = keywords.get("required") instanceof List<?> names ? names : List.of();
        boolean lean = variant >= FIRST_LEAN_VARIANT || depth > 2;
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        declared.forEach(
                (name, schema) -> {
                    if (required.contains(name) || !(lean || schema.equals(false))) {
                        object.put((String) name, of(schema, depth + 1));
                    }
                });
        Object others = keywords.get("additionalProperties");
        for (Object name : required) {
            if (!object.containsKey(name)) {
                object.put((String) name, of(others, depth + 1));
            }
        }
        int least = count(keywords, "minProperties", 0);
        for (int i = 1; object.size() < least; i++) {
            object.putIfAbsent("member" + i, of(others, depth + 1));
        }
        return object;
    }

    private static int count(Map<?, ?> keywords, String keyword, int otherwise) {
        Long count = Json.toInt64(keywords.get(keyword));
        return count == null ? otherwise : (int) Math.min(count, 1_000);
    }
}
