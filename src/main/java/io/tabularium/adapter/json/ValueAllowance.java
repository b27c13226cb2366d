package io.tabularium.adapter.json;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.record.RecordLimits;

/**
 * How many values may be made of one text. In the heap a value can take fifty times the bytes that
 * it has as text, {@code {}} for one, so that the length of a text does not bound it. Used by one
 * thread.
 */
public final class ValueAllowance {

    private final Runnable room;
    private long left;

    /** An allowance that only the number bounds. */
    public ValueAllowance() {
        this(() -> {});
    }

    /**
     * @param room is taken for each value; what it throws, such as {@link Overloaded}, is thrown on
     */
    public ValueAllowance(Runnable room) {
        this(room, RecordLimits.MAX_VALUES);
    }

    private ValueAllowance(Runnable room, long values) {
        this.room = room;
        this.left = values;
    }

    /** An allowance without a bound, for text that was within its bounds when it was stored. */
    static ValueAllowance unbounded() {
        return new ValueAllowance(() -> {}, Long.MAX_VALUE);
    }

    /**
     * Takes one value.
     *
     * @throws TooLarge if there are too many
     */
    void take() {
        left--;
        if (left < 0) {
            throw RecordLimits.tooManyValues();
        }
        room.run();
    }
}
