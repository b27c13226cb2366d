package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.cache.RecordState;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where a row of a snapshot is, and which state of a record it holds.
 *
 * @param address of the row, in the snapshot that it was read from
 */
record Place(RecordState state, long address) {

    /** Columns that a place is read from, the first of a row. */
    static final int COLUMNS = 3;

    static Place read(ResultSet row) throws SQLException {
        return new Place(new RecordState(row.getLong(1), row.getLong(2)), row.getLong(3));
    }
}
