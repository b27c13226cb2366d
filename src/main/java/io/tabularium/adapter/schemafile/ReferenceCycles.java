package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which definitions may be asked of the same value more than once for each level of the
 * value: those on a cycle of references that passes a definition which applies several schemas to
 * one value. {@code {"anyOf": [{"properties": {"a": {"$ref": T}}}, {"properties": {"a": {"$ref":
 * T}}}]}} as T asks 2^n times at depth n. Filled while a file is compiled, by one thread; read by
 * any thread once it is closed.
 */
final class ReferenceCycles {

    private final Map<String, Set<String>> references = new HashMap<>();
    private final Set<String> branching = new HashSet<>();
    private Set<String> repeated = Set.of();

    /** Notes a reference in the schema at that place. */
    void refers(Pointer at, String target) {
        references.computeIfAbsent(definition(at), key -> new HashSet<>()).add(target);
    }

    /** Notes that the schema at that place applies others to the value that it is applied to. */
    void branches(Pointer at) {
        branching.add(definition(at));
    }

    /** Finds the definitions that are repeated, when all references are noted. */
    void close() {
        Map<String, Set<String>> reachable = new HashMap<>();
        references.keySet().forEach(from -> reachable.put(from, reachableFrom(from)));
        Set<String> found = new HashSet<>();
        reachable.forEach(
                (definition, targets) -> {
                    boolean repeats =
                            branching.stream()
                                    .anyMatch(
                                            other ->
                                                    targets.contains(other)
                                                            && reachable
                                                                    .getOrDefault(other, Set.of())
                                                                    .contains(definition));
                    if (repeats) {
                        found.add(definition);
                    }
                });
        repeated = Set.copyOf(found);
    }

    boolean repeats(String definition) {
        return repeated.contains(definition);
    }

    private Set<String> reachableFrom(String start) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(references.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (seen.add(next)) {
                open.addAll(references.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }

    /** The definition that the place is in, or the part of the schema outside definitions. */
    private static String definition(Pointer at) {
        String place = at.toExactString();
        if (!place.startsWith(References.DEFINITIONS)) {
            return "";
        }
        int end = place.indexOf('/', References.DEFINITIONS.length());
        return end < 0 ? place : place.substring(0, end);
    }
}
