package io.tabularium.domain.schema.evolution;

import static io.tabularium.domain.schema.evolution.Differences.ABSENT;
import static io.tabularium.domain.schema.evolution.Differences.areEqual;
import static io.tabularium.domain.schema.evolution.Differences.member;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.schema.TextFormat;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two definitions of the record: its properties, unique keys and indexes. */
final class DefinitionComparison {

    private final Map<String, @Nullable Object> stored;
    private final Map<String, @Nullable Object> now;
    private final Differences differences = new Differences();
    private final KeywordComparison keywords = new KeywordComparison(differences);

    private DefinitionComparison(
            Map<String, @Nullable Object> stored, Map<String, @Nullable Object> now) {
        this.stored = stored;
        this.now = now;
    }

    static List<SchemaDifference> compare(
            Map<String, @Nullable Object> stored, Map<String, @Nullable Object> now) {
        DefinitionComparison comparison = new DefinitionComparison(stored, now);
        for (String keyword : union(stored, now)) {
            comparison.compare(keyword);
        }
        comparison.compareGroups("x-unique", "x-unique", false);
        comparison.compareGroups("x-indexed", "x-indexes", true);
        return comparison.differences.toList();
    }

    private void compare(String keyword) {
        Pointer at = Pointer.ROOT.child(keyword);
        switch (keyword) {
            case "properties" -> compareProperties(at);
            case "required" -> compareRequired(at);
            case "$defs" -> compareDefinitions(at);
            case "additionalProperties", "x-unique", "x-indexes" -> {
                // the first can only be false; the others are compared with what properties say
            }
            case "x-cluster" -> compareClustering(at);
            default -> {
                if (!areEqual(member(stored, keyword), member(now, keyword))) {
                    differences.add(
                            at,
                            member(stored, keyword),
                            member(now, keyword),
                            KeywordComparison.isAnnotation(keyword));
                }
            }
        }
    }

    /** Where records lie makes no difference to any of them. */
    private void compareClustering(Pointer at) {
        List<Object> before = list(stored, "x-cluster");
        List<Object> after = list(now, "x-cluster");
        if (!before.equals(after)) {
            differences.additive(at, member(stored, "x-cluster"), member(now, "x-cluster"));
        }
    }

    private void compareProperties(Pointer at) {
        Map<String, @Nullable Object> before = object(stored, "properties");
        Map<String, @Nullable Object> after = object(now, "properties");
        Set<Object> required = new LinkedHashSet<>(list(now, "required"));
        for (String name : union(before, after)) {
            Pointer place = at.child(name);
            if (!after.containsKey(name)) {
                differences.refused(place, before.get(name), ABSENT);
            } else if (!before.containsKey(name)) {
                differences.add(place, ABSENT, after.get(name), !required.contains(name));
            } else {
                compareProperty(place, object(before, name), object(after, name));
            }
        }
    }

    private void compareProperty(
            Pointer at, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        if (!areEqual(columnOf(before), columnOf(after))) {
            differences.refused(at, columnOf(before), columnOf(after));
            return;
        }
        keywords.compareObjects(at, without(before), without(after), false);
    }

    /** The keywords that decide how values are stored, in one form however they are written. */
    private static Map<String, @Nullable Object> columnOf(Map<String, @Nullable Object> property) {
        Map<String, @Nullable Object> column = new LinkedHashMap<>();
        Set<String> types = new LinkedHashSet<>(KeywordComparison.types(property));
        types.remove("null");
        if (types.contains("number")) {
            types.remove("integer");
        }
        column.put("type", List.copyOf(types));
        if (property.get("format") instanceof String format
                && TextFormat.named(format).flatMap(TextFormat::type).isPresent()) {
            column.put("format", format);
        }
        for (String digits : List.of("x-precision", "x-scale")) {
            if (property.containsKey(digits)) {
                column.put(digits, property.get(digits));
            }
        }
        return column;
    }

    /** The property without the flags that are compared as unique keys and indexes. */
    private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> property) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(property);
        rest.keySet().removeAll(Set.of("x-unique", "x-indexed"));
        return rest;
    }

    private void compareRequired(Pointer at) {
        List<Object> before = list(stored, "required");
        List<Object> after = list(now, "required");
        Map<String, @Nullable Object> declaredBefore = object(stored, "properties");
        Map<String, @Nullable Object> declaredAfter = object(now, "properties");
        for (Object name : before) {
            if (!after.contains(name) && declaredAfter.containsKey(name)) {
                differences.additive(at, name, ABSENT);
            }
        }
        for (Object name : after) {
            if (!before.contains(name) && declaredBefore.containsKey(name)) {
                differences.refused(at, ABSENT, name);
            }
        }
    }

    private void compareDefinitions(Pointer at) {
        Map<String, @Nullable Object> before = object(stored, "$defs");
        Map<String, @Nullable Object> after = object(now, "$defs");
        boolean rigid = mentionsInversion(stored) || mentionsInversion(now);
        for (String name : union(before, after)) {
            Pointer place = at.child(name);
            if (before.containsKey(name) && after.containsKey(name)) {
                keywords.compareSchemas(place, before.get(name), after.get(name), rigid);
            } else {
                // whatever refers to it is itself different
                differences.additive(place, member(before, name), member(after, name));
            }
        }
    }

    private static boolean mentionsInversion(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                    object.containsKey("not")
                            || object.containsKey("oneOf")
                            || object.values().stream()
                                    .anyMatch(DefinitionComparison::mentionsInversion);
            case List<?> list -> list.stream().anyMatch(DefinitionComparison::mentionsInversion);
            case null, default -> false;
        };
    }

    private void compareGroups(String flag, String list, boolean mayGrow) {
        Map<Object, Pointer> before = groups(stored, flag, list);
        Map<Object, Pointer> after = groups(now, flag, list);
        before.forEach(
                (names, at) -> {
                    if (!after.containsKey(names)) {
                        differences.add(at, names, ABSENT, !mayGrow);
                    }
                });
        after.forEach(
                (names, at) -> {
                    if (!before.containsKey(names)) {
                        differences.add(at, ABSENT, names, mayGrow);
                    }
                });
    }

    private static Map<Object, Pointer> groups(
            Map<String, @Nullable Object> definition, String flag, String list) {
        Map<Object, Pointer> groups = new LinkedHashMap<>();
        Pointer properties = Pointer.ROOT.child("properties");
        object(definition, "properties")
                .forEach(
                        (name, property) -> {
                            if (property instanceof Map<?, ?> members
                                    && Boolean.TRUE.equals(members.get(flag))) {
                                groups.put(List.of(name), properties.child(name).child(flag));
                            }
                        });
        int index = 0;
        for (Object names : list(definition, list)) {
            groups.put(names, Pointer.ROOT.child(list).child(index++));
        }
        return groups;
    }

    /** The member that is an object, or an empty one. */
    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    static Map<String, @Nullable Object> object(Map<String, @Nullable Object> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> object
                ? (Map<String, @Nullable Object>) object
                : Map.of();
    }

    /** The member that is an array of anything but null, or an empty one. */
    static List<Object> list(Map<String, @Nullable Object> parent, String name) {
        return Optional.ofNullable(parent.get(name))
                .filter(List.class::isInstance)
                .<List<Object>>map(list -> new ArrayList<>((List<?>) list))
                .orElse(List.of());
    }

    /** The names of both, in order, each once. */
    static Set<String> union(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(second.keySet());
        return names;
    }
}
