package io.tabularium.domain.schema.evolution;

import static io.tabularium.domain.schema.evolution.DefinitionComparison.list;
import static io.tabularium.domain.schema.evolution.DefinitionComparison.object;
import static io.tabularium.domain.schema.evolution.DefinitionComparison.union;
import static io.tabularium.domain.schema.evolution.Differences.areEqual;
import static io.tabularium.domain.schema.evolution.Differences.isAbsent;
import static io.tabularium.domain.schema.evolution.Differences.member;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares two schemas of a value keyword by keyword. Rigid comparisons refuse even what loosens,
 * for the schema stands where accepting more values there means accepting fewer above.
 */
final class KeywordComparison {

    private static final Set<String> ANNOTATIONS =
            Set.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "title",
                    "description",
                    "examples",
                    "deprecated",
                    "default");

    private final Differences differences;

    KeywordComparison(Differences differences) {
        this.differences = differences;
    }

    static boolean isAnnotation(String keyword) {
        return ANNOTATIONS.contains(keyword);
    }

    /** The types that {@code type} allows, by their names; all of them where it is absent. */
    static Set<String> types(Map<String, @Nullable Object> schema) {
        @Nullable Object type = schema.get("type");
        if (type instanceof List<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.toSet());
        }
        return type instanceof String single
                ? Set.of(single)
                : Arrays.stream(Json.Kind.values())
                        .map(Json.Kind::keyword)
                        .collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    void compareSchemas(Pointer at, @Nullable Object stored, @Nullable Object now, boolean rigid) {
        @Nullable Object before = Boolean.TRUE.equals(stored) ? Map.of() : stored;
        @Nullable Object after = Boolean.TRUE.equals(now) ? Map.of() : now;
        if (areEqual(before, after)) {
            return;
        }
        if (before instanceof Map<?, ?> storedObject && after instanceof Map<?, ?> nowObject) {
            compareObjects(
                    at,
                    (Map<String, @Nullable Object>) storedObject,
                    (Map<String, @Nullable Object>) nowObject,
                    rigid);
        } else {
            boolean loosened = Boolean.FALSE.equals(before);
            differences.add(at, stored, now, loosened && !rigid);
        }
    }

    void compareObjects(
            Pointer at,
            Map<String, @Nullable Object> stored,
            Map<String, @Nullable Object> now,
            boolean rigid) {
        for (String keyword : union(stored, now)) {
            if (!areEqual(member(stored, keyword), member(now, keyword))) {
                compareKeyword(at.child(keyword), keyword, new Pair(stored, now), rigid);
            }
        }
        compareMembers(at, stored, now, rigid);
    }

    private void compareKeyword(Pointer at, String keyword, Pair pair, boolean rigid) {
        @Nullable Object stored = member(pair.stored, keyword);
        @Nullable Object now = member(pair.now, keyword);
        if (isAnnotation(keyword)) {
            differences.additive(at, stored, now);
            return;
        }
        switch (keyword) {
            case "properties", "additionalProperties" -> {
                // what they say of a member depends on both: see compareMembers
            }
            case "items" -> compareSchemas(at, orAnything(stored), orAnything(now), rigid);
            case "not" -> compareWhole(at, stored, now, rigid);
            case "allOf", "anyOf", "oneOf" -> compareAlternatives(at, keyword, pair, rigid);
            default -> differences.add(at, stored, now, !rigid && isLooser(keyword, pair));
        }
    }

    private void compareWhole(
            Pointer at, @Nullable Object stored, @Nullable Object now, boolean rigid) {
        if (isAbsent(stored) || isAbsent(now)) {
            differences.add(at, stored, now, !rigid && isAbsent(now));
        } else {
            compareSchemas(at, stored, now, true);
        }
    }

    private void compareAlternatives(Pointer at, String keyword, Pair pair, boolean rigid) {
        List<Object> before = list(pair.stored, keyword);
        List<Object> after = list(pair.now, keyword);
        if (before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                boolean inverting = keyword.equals("oneOf");
                compareSchemas(at.child(i), before.get(i), after.get(i), rigid || inverting);
            }
            return;
        }
        boolean loosened =
                after.isEmpty()
                        || switch (keyword) {
                            case "allOf" -> comparable(before).containsAll(comparable(after));
                            case "anyOf" ->
                                    !before.isEmpty()
                                            && comparable(after).containsAll(comparable(before));
                            default -> false;
                        };
        differences.add(at, before, after, loosened && !rigid);
    }

    /**
     * Compares what the schemas say of each member that either declares: a member that is not
     * declared is a matter of {@code additionalProperties}.
     */
    private void compareMembers(
            Pointer at,
            Map<String, @Nullable Object> stored,
            Map<String, @Nullable Object> now,
            boolean rigid) {
        Map<String, @Nullable Object> before = object(stored, "properties");
        Map<String, @Nullable Object> after = object(now, "properties");
        @Nullable Object othersBefore = orAnything(member(stored, "additionalProperties"));
        @Nullable Object othersAfter = orAnything(member(now, "additionalProperties"));
        for (String name : union(before, after)) {
            compareSchemas(
                    at.child("properties").child(name),
                    before.containsKey(name) ? before.get(name) : othersBefore,
                    after.containsKey(name) ? after.get(name) : othersAfter,
                    rigid);
        }
        compareSchemas(at.child("additionalProperties"), othersBefore, othersAfter, rigid);
    }

    /** Whether a keyword that differs accepts at least what it accepted. */
    private static boolean isLooser(String keyword, Pair pair) {
        @Nullable Object stored = member(pair.stored, keyword);
        @Nullable Object now = member(pair.now, keyword);
        return switch (keyword) {
            case "x-precision", "x-scale" -> false;
            case "type" -> accepts(types(pair.now), types(pair.stored));
            case "uniqueItems" -> !Boolean.TRUE.equals(now);
            case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
                    isAbsent(now) || compare(now, stored) < 0;
            case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
                    isAbsent(now) || compare(now, stored) > 0;
            case "multipleOf" -> isAbsent(now) || isMultiple(stored, now);
            case "enum" ->
                    isAbsent(now)
                            || (!isAbsent(stored)
                                    && comparable(list(pair.now, keyword))
                                            .containsAll(comparable(list(pair.stored, keyword))));
            case "required" -> list(pair.stored, keyword).containsAll(list(pair.now, keyword));
            default -> isAbsent(now);
        };
    }

    private static boolean accepts(Set<String> now, Set<String> stored) {
        return stored.stream()
                .allMatch(
                        type ->
                                now.contains(type)
                                        || (type.equals("integer") && now.contains("number")));
    }

    private static int compare(@Nullable Object now, @Nullable Object stored) {
        // a limit where there was none is as tight as can be
        return Json.isNumber(stored) && Json.isNumber(now)
                ? number(now).compareTo(number(stored))
                : 0;
    }

    private static boolean isMultiple(@Nullable Object stored, @Nullable Object now) {
        return Json.isNumber(stored)
                && Json.isNumber(now)
                && number(stored).remainder(number(now)).signum() == 0;
    }

    private static BigDecimal number(@Nullable Object value) {
        return Json.toDecimal(java.util.Objects.requireNonNull(value));
    }

    private static Set<@Nullable Object> comparable(List<Object> values) {
        Set<@Nullable Object> normal = new HashSet<>();
        values.forEach(value -> normal.add(Json.comparable(value)));
        return normal;
    }

    private static @Nullable Object orAnything(@Nullable Object schema) {
        return isAbsent(schema) ? true : schema;
    }

    /** The two schemas that a keyword stands in. */
    private record Pair(Map<String, @Nullable Object> stored, Map<String, @Nullable Object> now) {}
}
