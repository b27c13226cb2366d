package io.tabularium.adapter.web.bulk;

import io.tabularium.domain.record.BulkRow;

import java.util.List;

/**
 * A part of the input that ends where a row ends, so that its rows can be judged without the
 * others. Judged once, by any thread.
 */
interface Piece {

    /** How much it holds, in bytes. */
    int size();

    /** How much room was taken for what is unusually long in it, in bytes. */
    int room();

    Verdicts judge();

    /**
     * What came of a piece.
     *
     * @param rows with their places counted from the beginning of the piece
     * @param lines of the piece, to the end of the last row
     */
    record Verdicts(List<BulkRow> rows, long lines) {}
}
