package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.schema.CombinedRule.Reference.Repeats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which definitions may be asked of the same value more than once: those that two references
 * mean which may apply to one place of a record. In {@code {"a": {"anyOf": [{"$ref": B}, {"$ref":
 * B}]}, "b": {"anyOf": [{"$ref": C}, {"$ref": C}]}, …}} that is 2^n times for the last one of n. A
 * definition without references is left out, because its own size bounds what it costs. Filled
 * while a file is compiled, by one thread; read by any thread once it is closed.
 */
final class RepeatedDefinitions {

    /** Keywords whose value holds schemas by name or index. */
    private static final Set<String> HOLDERS =
            Set.of("properties", "$defs", "allOf", "anyOf", "oneOf");

    /** The tokens of the places that refer to a definition. */
    private final Map<String, List<String[]>> uses = new HashMap<>();

    private final List<String> places = new ArrayList<>();
    private Map<String, Repeats> repeats = Map.of();

    /** Notes a reference in the schema at that place. */
    void refers(Pointer at, String target) {
        String place = at.toExactString();
        places.add(place);
        uses.computeIfAbsent(target, key -> new ArrayList<>()).add(place.split("/"));
    }

    /**
     * Finds the definitions that are repeated, when all references are noted.
     *
     * @param chained those that lead to a reference which applies to the same value
     */
    void close(Set<String> chained) {
        Map<String, Repeats> found = new HashMap<>();
        uses.forEach(
                (target, ofTarget) -> {
                    if (hasReference(target) && mayMeet(ofTarget)) {
                        found.put(
                                target,
                                chained.contains(target)
                                        ? Repeats.ALL
                                        : Repeats.OBJECTS_AND_ARRAYS);
                    }
                });
        repeats = Map.copyOf(found);
    }

    /** The values that the definition may be asked of several times. */
    Repeats of(String definition) {
        return repeats.getOrDefault(definition, Repeats.NONE);
    }

    private boolean hasReference(String definition) {
        return places.stream()
                .anyMatch(place -> place.equals(definition) || place.startsWith(definition + "/"));
    }

    /**
     * Whether two of the places may apply to one value. In the order of their tokens, two
     * neighbours part where any two places part.
     */
    private static boolean mayMeet(List<String[]> places) {
        Collections.sort(places, Arrays::compare);
        for (int i = 1; i < places.size(); i++) {
            String[] one = places.get(i - 1);
            String[] other = places.get(i);
            int parting = Arrays.mismatch(one, other);
            if (parting < 0 || parting == one.length || !namesMember(one, parting)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the token names a member of {@code properties}: another one is another value. */
    private static boolean namesMember(String[] tokens, int index) {
        boolean keyword = true;
        // The first token is the empty text before the first slash.
        for (int i = 1; i < index; i++) {
            keyword = !keyword || !HOLDERS.contains(tokens[i]);
        }
        return !keyword && tokens[index - 1].equals("properties");
    }
}
