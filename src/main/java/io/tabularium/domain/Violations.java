package io.tabularium.domain;

import io.tabularium.domain.pattern.MatchBudget;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the violations of one record: counts them all and keeps the first ones, at most {@value
 * #MAX_REPORTED} and as many as a report has room for. So a hostile record with a million faults
 * costs no more than one with a thousand. Not thread-safe.
 */
public final class Violations {

    /** How many violations of one record are kept and reported. */
    public static final int MAX_REPORTED = 1_000;

    private static final String UNDECIDED = "pattern-undecided";

    private final ReportRoom room;
    private final @Nullable Violations asker;
    private final List<Violation> kept = new ArrayList<>();
    private int count;
    private boolean undecided;
    private @Nullable MatchBudget matchBudget;
    private @Nullable Judgements judgements;

    /** Of a record that has a report to itself. */
    public Violations() {
        this(new ReportRoom());
    }

    /** Of one of the records that share a report. */
    public Violations(ReportRoom room) {
        this(room, null);
    }

    private Violations(ReportRoom room, @Nullable Violations asker) {
        this.room = room;
        this.asker = asker;
    }

    /** A collector that only counts. */
    public static Violations counted() {
        return new Violations(ReportRoom.none());
    }

    /** A collector that only comes to a {@link #verdict}, within the budgets of this one. */
    public Violations probe() {
        return new Violations(ReportRoom.none(), this);
    }

    /** Whether nothing is reported from here. */
    public boolean isProbe() {
        return asker != null;
    }

    /** What pattern searches may cost, for the record as a whole. */
    public MatchBudget matchBudget() {
        if (asker != null) {
            return asker.matchBudget();
        }
        if (matchBudget == null) {
            matchBudget = new MatchBudget();
        }
        return matchBudget;
    }

    /** What is known of the record's values. */
    public Judgements judgements() {
        if (asker != null) {
            return asker.judgements();
        }
        if (judgements == null) {
            judgements = new Judgements();
        }
        return judgements;
    }

    public void add(Pointer at, String code, String message) {
        count++;
        if (kept.size() < MAX_REPORTED && !room.isClosed()) {
            Violation violation = new Violation(at.toString(), code, message);
            if (room.take(violation)) {
                kept.add(violation);
            }
        }
    }

    /**
     * Notes that a budget was spent before it was known whether the value meets a rule. It is a
     * violation where violations are reported. A probe leaves to its caller what comes of it.
     */
    public void addUndecided(Pointer at, String message) {
        if (isProbe()) {
            undecided = true;
        } else {
            add(at, UNDECIDED, message);
        }
    }

    /** What the rules that were checked with this probe come to together. */
    public Verdict verdict() {
        if (count > 0) {
            return Verdict.VIOLATED;
        }
        return undecided ? Verdict.UNDECIDED : Verdict.MET;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** All violations that were added, kept or not. */
    public int count() {
        return count;
    }

    /** The first violations in the order they were found; {@link #count} tells whether all. */
    public List<Violation> toList() {
        return List.copyOf(kept);
    }
}
