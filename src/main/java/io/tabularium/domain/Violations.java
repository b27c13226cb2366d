package io.tabularium.domain;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the violations of one value: counts them all and keeps the first ones, so that a hostile
 * value with a million faults costs no more than one with a thousand. Not thread-safe.
 */
public final class Violations {

    /** How many violations of one record are kept and reported. */
    public static final int MAX_REPORTED = 1_000;

    private final int limit;
    private final @Nullable Violations asker;
    private final List<Violation> kept = new ArrayList<>();
    private int count;

    public Violations() {
        this(MAX_REPORTED, null);
    }

    private Violations(int limit, @Nullable Violations asker) {
        this.limit = limit;
        this.asker = asker;
    }

    /**
     * A collector that only tells whether there was any. What it cannot decide is a violation here
     * too, whatever the answer is asked for.
     */
    public Violations probe() {
        return new Violations(0, this);
    }

    public void add(Pointer at, String code, String message) {
        count++;
        if (kept.size() < limit) {
            kept.add(new Violation(at.toString(), code, message));
        }
    }

    /** Adds a fault that is none of the value's: whether it meets the rule is not known. */
    public void addUndecided(Pointer at, String code, String message) {
        add(at, code, message);
        if (asker != null) {
            asker.addUndecided(at, code, message);
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** All violations that were added, kept or not. */
    public int count() {
        return count;
    }

    /** The first {@value #MAX_REPORTED} violations in the order they were found. */
    public List<Violation> toList() {
        return List.copyOf(kept);
    }
}
