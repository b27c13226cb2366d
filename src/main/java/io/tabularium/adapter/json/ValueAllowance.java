package io.tabularium.adapter.json;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.TooLarge;

/**
 * How many values may be made of one text. In the heap a value can take fifty times the bytes that
 * it has as text, {@code {}} for one, so that the length of a text does not bound it. Used by one
 * thread.
 */
public final class ValueAllowance {

    /** The values of one record, or of one query. */
    public static final int MAX_VALUES = 250_000;

    private final Runnable room;
    private int left = MAX_VALUES;

    /** An allowance that only the number bounds. */
    public ValueAllowance() {
        this(() -> {});
    }

    /**
     * @param room is taken for each value; what it throws, such as {@link Overloaded}, is thrown on
     */
    public ValueAllowance(Runnable room) {
        this.room = room;
    }

    /**
     * Takes one value.
     *
     * @throws TooLarge if there are too many
     */
    void take() {
        left--;
        if (left < 0) {
            throw new TooLarge("A record or query may have " + MAX_VALUES + " values.");
        }
        room.run();
    }
}
