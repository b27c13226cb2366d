package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.schema.CombinedRule;
import io.tabularium.domain.schema.ValueSchema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The {@code $ref}s of one file and the schemas they may mean: those that {@code $defs} names. A
 * schema below one of them is part of it, and may change as nothing that is referred to may. Filled
 * while the file is compiled; {@link #resolve} then tells what does not hold together.
 */
final class References {

    static final String DEFINITIONS = "/$defs/";

    private final Faults faults;
    private final Map<String, ValueSchema> targets = new HashMap<>();
    private final List<Use> uses = new ArrayList<>();
    private final Map<String, List<String>> sameValue = new HashMap<>();
    private final RepeatedDefinitions repeated = new RepeatedDefinitions();

    References(Faults faults) {
        this.faults = faults;
    }

    /** A compiled schema that a reference may mean. */
    void define(Pointer at, ValueSchema schema) {
        String place = at.toExactString();
        if (place.startsWith(DEFINITIONS) && place.indexOf('/', DEFINITIONS.length()) < 0) {
            targets.put(place, schema);
        }
    }

    /** Notes that the schema at one place applies another one to the same value. */
    void applies(Pointer at, Pointer other) {
        sameValue
                .computeIfAbsent(at.toExactString(), key -> new ArrayList<>())
                .add(other.toExactString());
    }

    /** The rule of a {@code $ref} in that schema. */
    CombinedRule.Reference refer(SchemaNode node, String reference) {
        Pointer at = node.at();
        String target = targetOf(reference);
        repeated.refers(at, target);
        uses.add(new Use(at, target));
        sameValue.computeIfAbsent(at.toExactString(), key -> new ArrayList<>()).add(target);
        return new CombinedRule.Reference(
                () -> Objects.requireNonNull(targets.get(target)), () -> repeated.of(target));
    }

    /**
     * Whether every reference has a target and no schema is applied to the same value again and
     * again; what is wrong has been added to the faults.
     */
    boolean resolve() {
        boolean sound = true;
        for (Use use : uses) {
            if (!targets.containsKey(use.target)) {
                fault(use, "must be '#/$defs/<name>' and name a schema that is there");
                sound = false;
            } else if (leadsBack(use)) {
                fault(use, "leads back to itself without going into the value");
                sound = false;
            }
        }
        repeated.close(chainedTargets());
        return sound;
    }

    private boolean leadsBack(Use use) {
        return leadsTo(use.target, Set.of(use.at.toExactString()));
    }

    /** The targets that lead to a reference without going into the value. */
    private Set<String> chainedTargets() {
        Set<String> places = new HashSet<>();
        uses.forEach(use -> places.add(use.at.toExactString()));
        Set<String> chained = new HashSet<>(targets.keySet());
        chained.removeIf(target -> !leadsTo(target, places));
        return chained;
    }

    /** Whether a schema applies one of those at the other places to the value it is applied to. */
    private boolean leadsTo(String start, Set<String> others) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            String place = open.removeLast();
            if (others.contains(place)) {
                return true;
            }
            if (seen.add(place)) {
                open.addAll(sameValue.getOrDefault(place, List.of()));
            }
        }
        return false;
    }

    private void fault(Use use, String message) {
        faults.add(use.at.child("$ref"), "$ref", message);
    }

    /** The JSON Pointer in a URI fragment (RFC 6901, section 6); no pointer where it is none. */
    private static String targetOf(String reference) {
        if (!reference.startsWith("#")) {
            return "not a fragment";
        }
        try {
            return URLDecoder.decode(
                    reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "not a fragment";
        }
    }

    private record Use(Pointer at, String target) {}
}
