package io.tabularium.adapter.web.rows;

import io.tabularium.domain.TabulariumException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** The pieces of one input, in order. Used by one thread. */
interface PieceSource {

    /** About so many bytes make a piece: many rows, yet little to hold or to wait for. */
    int PIECE_BYTES = 256 * 1024;

    /**
     * The next piece, or null at the end. The room that was taken for it is given back by whoever
     * asks.
     *
     * @throws TabulariumException if the input cannot be read on
     */
    @Nullable Piece next() throws IOException;
}
