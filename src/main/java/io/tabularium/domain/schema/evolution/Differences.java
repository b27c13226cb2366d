package io.tabularium.domain.schema.evolution;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Collects the differences of two definitions. */
final class Differences {

    /** Stands for a keyword that is not there. */
    static final Object ABSENT = new Object();

    private static final int MAX_SHOWN = 200;

    private final List<SchemaDifference> found = new ArrayList<>();

    void additive(Pointer at, @Nullable Object stored, @Nullable Object now) {
        add(at, stored, now, true);
    }

    void refused(Pointer at, @Nullable Object stored, @Nullable Object now) {
        add(at, stored, now, false);
    }

    void add(Pointer at, @Nullable Object stored, @Nullable Object now, boolean additive) {
        found.add(new SchemaDifference(at.toString(), show(stored), show(now), additive));
    }

    List<SchemaDifference> toList() {
        return List.copyOf(found);
    }

    /** The member, or {@link #ABSENT}. */
    static @Nullable Object member(Map<?, ?> object, Object name) {
        return object.containsKey(name) ? object.get(name) : ABSENT;
    }

    static boolean areEqual(@Nullable Object stored, @Nullable Object now) {
        return Objects.equals(Json.comparable(stored), Json.comparable(now));
    }

    static boolean isAbsent(@Nullable Object value) {
        return ABSENT.equals(value);
    }

    private static String show(@Nullable Object value) {
        String text = text(value);
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case String text -> '"' + text + '"';
            case List<?> list ->
                    list.stream().map(Differences::text).collect(Collectors.joining(",", "[", "]"));
            case Map<?, ?> object ->
                    object.entrySet().stream()
                            .map(entry -> text(entry.getKey()) + ":" + text(entry.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case null -> "null";
            default -> isAbsent(value) ? "(absent)" : value.toString();
        };
    }
}
