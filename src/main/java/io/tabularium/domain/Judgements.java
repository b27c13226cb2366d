package io.tabularium.domain;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;

/**
 * What is known of the values of one record while it is validated: which rules they meet. A schema
 * that refers to itself within {@code anyOf} would otherwise be asked of the same value again and
 * again, 2^depth times in all. Values and rules are compared by identity. Not thread-safe.
 */
public final class Judgements {

    /** By rules, then by value. */
    private final IdentityHashMap<Object, IdentityHashMap<Object, Boolean>> verdicts =
            new IdentityHashMap<>();

    private final IdentityHashMap<Object, IdentityHashMap<Object, Boolean>> reported =
            new IdentityHashMap<>();

    /** Whether the value meets the rules; null where that is not known. */
    public @Nullable Boolean verdict(Object rules, Object value) {
        @Nullable IdentityHashMap<Object, Boolean> known = verdicts.get(rules);
        return known == null ? null : known.get(value);
    }

    public void setVerdict(Object rules, Object value, boolean accepted) {
        verdicts.computeIfAbsent(rules, key -> new IdentityHashMap<>()).put(value, accepted);
    }

    /** Notes that the violations of these rules by that value are reported; false if they were. */
    public boolean report(Object rules, Object value) {
        return reported.computeIfAbsent(rules, key -> new IdentityHashMap<>()).put(value, true)
                == null;
    }
}
