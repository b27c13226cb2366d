package io.tabularium.adapter.jdbc.write;

import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.SlowQueries.Purpose;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.receipt.LoadReceipt;
import io.tabularium.adapter.jdbc.receipt.ReceiptWriter;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Commits what was written, with its receipts, and so that the cache keeps nothing that it makes
 * untrue. Thread-safe.
 */
public record Commits(RecordCache cache, ReceiptWriter receipts, SlowQueries slow) {

    /**
     * Commits single writes.
     *
     * @param replaced for each schema the records that were changed or removed, as they were
     */
    public void commit(
            WriteConnection connection,
            Map<Schema, List<DataRecord>> replaced,
            List<Receipt> written)
            throws SQLException {
        RecordCache.Commit commit = timed(replaced.keySet(), connection::commit);
        commit(connection, written, () -> cache.commit(replaced, commit));
    }

    /**
     * Makes a single change, which leaves no receipt.
     *
     * @param replaced as above
     * @param statement makes the change and is a transaction of its own
     */
    public void commitAlone(
            WriteConnection connection,
            Map<Schema, List<DataRecord>> replaced,
            WriteConnection.Commit statement)
            throws SQLException {
        cache.commit(replaced, timed(replaced.keySet(), () -> connection.commit(statement)));
    }

    /** Commits a load that has made records and changed none. */
    public void commitAdditions(WriteConnection connection, BulkLoad load) throws SQLException {
        commit(
                connection,
                Map.of(load.schema(), List.of()),
                LoadReceipt.of(load).stream().toList());
    }

    /** Commits a load that may have changed any record. */
    public void commitChanges(WriteConnection connection, BulkLoad load) throws SQLException {
        commit(
                connection,
                LoadReceipt.of(load).stream().toList(),
                () ->
                        cache.commitUnnamed(
                                load.schema(), timed(Set.of(load.schema()), connection::commit)));
    }

    private void commit(
            WriteConnection connection, List<Receipt> written, RecordCache.Commit commit)
            throws SQLException {
        receipts.write(connection, written);
        commit.perform();
        receipts.committed(written);
    }

    private RecordCache.Commit timed(Set<Schema> schemas, RecordCache.Commit commit) {
        return () -> {
            long began = System.nanoTime();
            commit.perform();
            slow.note(
                    () -> new Purpose(names(schemas), "commit"),
                    "COMMIT",
                    System.nanoTime() - began,
                    SlowQueries.UNKNOWN);
        };
    }

    private static String names(Set<Schema> schemas) {
        return schemas.stream()
                .map(schema -> schema.name().value())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
