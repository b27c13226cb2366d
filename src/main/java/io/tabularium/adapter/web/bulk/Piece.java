package io.tabularium.adapter.web.bulk;

import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.schema.Schema;

import java.util.List;

/**
 * A part of the input that ends where a row ends, so that its rows can be judged without the
 * others. Judged by any thread, by one at a time.
 */
interface Piece {

    /** So many values are made at a time: rows may hold far more of them than they have bytes. */
    int MAX_VALUES = 64 * 1024;

    /** How much it holds, in bytes. */
    int size();

    /** How much room was taken for what is unusually long in it, in bytes. */
    int room();

    /** Judges the rows, or so many of those that are left as may be judged at a time. */
    Verdicts judge();

    /** How many rows of a schema may be judged at a time. */
    static int maxRows(Schema schema) {
        return MAX_VALUES / Math.max(1, schema.properties().size());
    }

    /**
     * What came of a piece or of a part of it.
     *
     * @param rows with their indexes counted from the beginning of the part, and their lines from
     *     that of the piece
     * @param lines of the piece, to the end of the last row; 0 where there is more of it
     * @param last whether nothing of the piece is left
     */
    record Verdicts(List<BulkRow> rows, long lines, boolean last) {}
}
