package io.tabularium.adapter.duckdb;

import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;

import org.duckdb.DuckDBAppender;

import java.sql.SQLException;
import java.time.Instant;

/** Makes new records of the rows of bulk loads, all of one instant. Thread-safe. */
record BulkRows(NewRecords records, Instant now) {

    /** So many rows are handed to the engine at a time: those of a row group. */
    private static final int ROWS_PER_FLUSH = 122_880;

    /** Writes the columns of one row; beginning and ending it is not its business. */
    @FunctionalInterface
    interface Row {
        void append(DuckDBAppender appender, BulkRow.Valid row, DataRecord created)
                throws SQLException;
    }

    /** Appends all rows of the load; returns their number. */
    long appendAll(BulkLoad load, DuckDBAppender appender, Row columns) throws SQLException {
        long rows = 0;
        for (BulkRow.Valid row = load.next(); row != null; row = load.next()) {
            DataRecord created = records.create(row.data(), now);
            appender.beginRow();
            columns.append(appender, row, created);
            appender.endRow();
            rows++;
            if (rows % ROWS_PER_FLUSH == 0) {
                appender.flush();
            }
        }
        appender.flush();
        return rows;
    }
}
