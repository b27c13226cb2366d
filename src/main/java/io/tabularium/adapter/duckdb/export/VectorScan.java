package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.jdbc.content.RowScan;
import io.tabularium.adapter.jdbc.content.RowSelection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine hands over a vector of rows at a time, however long they are. Rows with long texts are
 * therefore read in several passes, each of which finds a few rows in a vector.
 */
final class VectorScan implements RowScan {

    /** Rows of a vector. */
    private static final long ROWS = 2_048;

    /** The bytes of texts that one vector should have at most. */
    private static final long BYTES = 64 * 1_024 * 1_024;

    private static final long LONG_TEXT = BYTES / ROWS;

    @Override
    public List<Part> parts(Connection connection, RowSelection rows) throws SQLException {
        long longest = rows.mostTextBytes(connection);
        if (longest <= LONG_TEXT) {
            return List.of(new Part(rows.all(), 0));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(rows.withTextsUpTo(LONG_TEXT), 0));
        int passes = (int) Math.min(ROWS, Math.ceilDiv(longest, LONG_TEXT));
        for (int pass = 0; pass < passes; pass++) {
            parts.add(new Part(rows.withTextsBeyond(LONG_TEXT, pass, passes), 0));
        }
        return parts;
    }
}
