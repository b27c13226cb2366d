package io.tabularium.domain;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;

/**
 * Remembers how the values of one record were judged while it is validated. Definitions that refer
 * to each other within {@code anyOf} would otherwise be asked of the same value again and again,
 * 2^depth times in all. At most {@value #MAX_REMEMBERED} verdicts are remembered. A value whose
 * verdict is not costs one of {@value #MAX_REFERENCES} references, which bound the time. Rules and
 * values are compared by identity. Not thread-safe.
 */
public final class Judgements {

    private static final int MAX_REMEMBERED = 250_000;

    /** References that a record may take: some seconds of work. */
    private static final int MAX_REFERENCES = 20_000_000;

    private final Memory<Verdict> verdicts;
    private final Memory<Boolean> reported;
    private int referencesLeft;

    public Judgements() {
        this(MAX_REMEMBERED, MAX_REFERENCES);
    }

    /** With other limits. */
    Judgements(int maxRemembered, int maxReferences) {
        this.verdicts = new Memory<>(maxRemembered);
        this.reported = new Memory<>(maxRemembered);
        this.referencesLeft = maxReferences;
    }

    /** Takes a reference that is followed; returns false if none is left. */
    public boolean follow() {
        if (referencesLeft == 0) {
            return false;
        }
        referencesLeft--;
        return true;
    }

    /** The verdict on the value by these rules; null where none is remembered. */
    public @Nullable Verdict verdict(Object rules, Object value) {
        return verdicts.get(rules, value);
    }

    public void remember(Object rules, Object value, Verdict verdict) {
        verdicts.put(rules, value, verdict);
    }

    /** Notes that the violations of these rules by that value are reported; false if they were. */
    public boolean report(Object rules, Object value) {
        if (reported.get(rules, value) != null) {
            return false;
        }
        reported.put(rules, value, true);
        return true;
    }

    /** What is remembered, by rules, then by value. */
    private static final class Memory<T> {

        private final IdentityHashMap<Object, IdentityHashMap<Object, T>> known =
                new IdentityHashMap<>();
        private int room;

        Memory(int room) {
            this.room = room;
        }

        @Nullable T get(Object rules, Object value) {
            @Nullable IdentityHashMap<Object, T> ofRules = known.get(rules);
            return ofRules == null ? null : ofRules.get(value);
        }

        /** Does nothing if there is no room left. */
        void put(Object rules, Object value, T what) {
            if (room > 0) {
                room--;
                known.computeIfAbsent(rules, key -> new IdentityHashMap<>()).put(value, what);
            }
        }
    }
}
