package io.tabularium.adapter.jdbc.size;

import io.tabularium.domain.query.Projection;

/**
 * How the records of a stream are read. A driver holds a vector of rows in the heap, all of them at
 * once. Where texts are long, these are too many: then a few records are read at a time.
 *
 * @param records of one step; 0 where all are read by one statement
 * @param heapBytes that the stream takes as long as it lasts
 */
public record StreamStep(int records, long heapBytes) {

    /** Records with longer texts are read in steps, which takes several times as long. */
    private static final long LONG_TEXT = 16 * 1_024;

    private static final int ROWS_OF_VECTOR = 2_048;
    private static final int MOST_RECORDS = 128;

    /** The texts of one step, unless one record has more. */
    private static final long BYTES_OF_STEP = 2 * 1_024 * 1_024;

    /** The step for the records of a table. */
    public static StreamStep of(TextSizes sizes, Projection projection) {
        long text = sizes.textBytes(projection);
        if (text <= LONG_TEXT) {
            return new StreamStep(0, ROWS_OF_VECTOR * text);
        }
        int records = Math.clamp(BYTES_OF_STEP / text, 1, MOST_RECORDS);
        return new StreamStep(records, records * sizes.heapBytes(projection));
    }

    /** Whether all records are read by one statement. */
    public boolean isWhole() {
        return records == 0;
    }
}
