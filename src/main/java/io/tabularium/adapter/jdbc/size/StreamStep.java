package io.tabularium.adapter.jdbc.size;

import io.tabularium.domain.query.Projection;

/**
 * How the records of a stream are read. A driver holds a vector of rows in the heap, all of them at
 * once. Where texts are long, these are too many: then a few records are read at a time.
 *
 * @param isWhole whether all records are read by one statement
 * @param heapBytes that the stream takes as long as it lasts
 */
public record StreamStep(boolean isWhole, long heapBytes) {

    /** Records with longer texts are read in steps. */
    private static final long LONG_TEXT = 8 * 1_024;

    private static final int ROWS_OF_VECTOR = 2_048;

    /** The bytes of heap of one step, unless one record takes more. */
    public static final long BYTES = 4 * 1_024 * 1_024;

    /** The step for the records of a table. */
    public static StreamStep of(TextSizes sizes, Projection projection) {
        long text = sizes.textBytes(projection);
        return text <= LONG_TEXT
                ? new StreamStep(true, ROWS_OF_VECTOR * text)
                : new StreamStep(false, Math.max(BYTES, sizes.heapBytes(projection)));
    }
}
