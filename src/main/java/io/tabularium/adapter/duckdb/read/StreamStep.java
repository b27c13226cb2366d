package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.read.QueryBuilder;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.query.Projection;

/**
 * How the records of a stream are read. A driver holds a vector of rows in the heap, all of them at
 * once. Where the texts of a vector are too long together, a few records are read at a time.
 *
 * @param isShort whether no vector of the table can be too long, so that none needs to be measured
 * @param heapBytes that the stream takes as long as it lasts
 */
public record StreamStep(boolean isShort, long heapBytes) {

    /** Rows that the engine hands out at once. */
    public static final int ROWS_OF_VECTOR = 2_048;

    /** A vector may have this many bytes of text. */
    public static final long VECTOR_BYTES = ROWS_OF_VECTOR * QueryBuilder.LONG_TEXT;

    /** The bytes of heap of one step, unless one record takes more. */
    public static final long BYTES = 4 * 1_024 * 1_024;

    /** The step for the records of a table. */
    public static StreamStep of(TextSizes sizes, Projection projection) {
        long text = sizes.textBytes(projection);
        return text <= QueryBuilder.LONG_TEXT
                ? new StreamStep(true, ROWS_OF_VECTOR * text)
                : new StreamStep(false, Math.max(VECTOR_BYTES, sizes.heapBytes(projection)));
    }
}
