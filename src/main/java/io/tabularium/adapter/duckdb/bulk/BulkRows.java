package io.tabularium.adapter.duckdb.bulk;

import io.tabularium.adapter.jdbc.write.NewRecords;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;

import org.duckdb.DuckDBAppender;

import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;

/** Makes new records of the rows of bulk loads, all of one instant. Thread-safe. */
record BulkRows(NewRecords records, Instant now) {

    /** Writes the columns of one row; the caller begins and ends it. Thread-safe. */
    @FunctionalInterface
    interface Row {
        void append(DuckDBAppender appender, BulkRow.Valid row, DataRecord created)
                throws SQLException;
    }

    /** Opens an appender, which only the calling thread then uses. Thread-safe. */
    @FunctionalInterface
    interface Opening {
        DuckDBAppender open() throws SQLException;
    }

    /**
     * Where rows are appended.
     *
     * @param threads that append the rows of a load of more than one batch
     */
    record Appenders(int threads, Opening opening) {}

    /**
     * Appends all rows of the load and flushes the appenders. A load of one batch is appended by
     * the calling thread, a larger one by other threads, so that the calling one can read the input
     * meanwhile. With several threads, rows may be stored in another order than that of the input.
     *
     * @param visitor is given each record, by the calling thread in the order of the input
     * @return the number of rows
     */
    long appendAll(BulkLoad load, Appenders appenders, Row columns, Consumer<DataRecord> visitor)
            throws SQLException {
        RowBatch batch = nextBatch(load, visitor);
        if (!batch.isFull()) {
            try (DuckDBAppender appender = appenders.opening().open()) {
                batch.append(appender, columns);
                appender.flush();
            }
            return batch.size();
        }
        long rows = 0;
        try (AppendingThreads threads = new AppendingThreads(appenders, columns)) {
            threads.append(batch);
            rows += batch.size();
            while (batch.isFull()) {
                batch = nextBatch(load, visitor);
                threads.append(batch);
                rows += batch.size();
            }
            threads.finish();
        }
        return rows;
    }

    /** Rows until the batch is full or the load ends. */
    private RowBatch nextBatch(BulkLoad load, Consumer<DataRecord> visitor) {
        RowBatch batch = new RowBatch();
        while (!batch.isFull()) {
            BulkRow.Valid row = load.next();
            if (row == null) {
                break;
            }
            DataRecord created = records.create(row.data(), now);
            visitor.accept(created);
            batch.add(row, created);
        }
        return batch;
    }
}
