package io.tabularium.adapter.postgresql.read;

import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.query.Projection;

/**
 * How many rows of a stream the driver holds at a time.
 *
 * @param rows at least 1
 * @param heapBytes that they take, at most
 */
record FetchSize(int rows, long heapBytes) {

    private static final int MOST_ROWS = 1_000;

    /** The bytes of heap of the rows, unless one takes more. */
    private static final long BYTES = 8 * 1_024 * 1_024;

    static FetchSize of(TextSizes sizes, Projection projection) {
        long row = sizes.heapBytes(projection);
        int rows = ofRows(row);
        return new FetchSize(rows, rows * row);
    }

    /**
     * The number of rows.
     *
     * @param bytes of heap that one row takes, at most
     */
    static int ofRows(long bytes) {
        return Math.clamp(BYTES / bytes, 1, MOST_ROWS);
    }
}
