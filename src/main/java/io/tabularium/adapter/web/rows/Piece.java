package io.tabularium.adapter.web.rows;

import io.tabularium.domain.record.BulkRow;

import java.util.List;

/**
 * A part of the input that ends where a row ends, so that its rows can be judged without the
 * others. Judged by any thread, by one at a time.
 */
interface Piece {

    /** How much it holds, in bytes. */
    int size();

    /** How much room was taken for what is unusually long in it, in bytes. */
    int room();

    /** Judges the rows, or so many of those that are left as make a {@link Part}. */
    Verdicts judge();

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
