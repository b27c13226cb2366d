package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Receipt;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Commits what was written, with its receipts, and so that the cache keeps nothing that it makes
 * untrue. Thread-safe.
 */
record Commits(RecordCache cache, ReceiptWriter receipts) {

    /**
     * Commits single writes.
     *
     * @param replaced for each schema the records that were changed or removed, as they were
     */
    void commit(
            WriterConnection connection,
            Map<Schema, List<DataRecord>> replaced,
            List<Receipt> written)
            throws SQLException {
        commit(connection, written, () -> cache.commit(replaced, connection::commit));
    }

    /** Commits a load that has made records and changed none. */
    void commitAdditions(WriterConnection connection, BulkLoad load) throws SQLException {
        commit(connection, Map.of(load.schema(), List.of()), load.receipt().stream().toList());
    }

    /** Commits a load that may have changed any record. */
    void commitChanges(WriterConnection connection, BulkLoad load) throws SQLException {
        commit(
                connection,
                load.receipt().stream().toList(),
                () -> cache.commitUnnamed(load.schema(), connection::commit));
    }

    private void commit(
            WriterConnection connection, List<Receipt> written, RecordCache.Commit commit)
            throws SQLException {
        receipts.write(connection, written);
        commit.perform();
        receipts.committed(written);
    }
}
