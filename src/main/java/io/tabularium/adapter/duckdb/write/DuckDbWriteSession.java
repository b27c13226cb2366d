package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.adapter.jdbc.write.BatchPlan;
import io.tabularium.adapter.jdbc.write.Commits;
import io.tabularium.adapter.jdbc.write.RecordKey;
import io.tabularium.adapter.jdbc.write.TableChanges;
import io.tabularium.adapter.jdbc.write.WriteSession;
import io.tabularium.adapter.jdbc.write.WriterStatistics;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of single writes on the writer's connection. Stored records are changed by it alone, so
 * what it has loaded needs no lock, and new keys are checked by the engine.
 */
public final class DuckDbWriteSession implements WriteSession {

    private final WriterConnection connection;
    private final TableWriters tables;
    private final Commits commits;
    private final WriterStatistics statistics;

    public DuckDbWriteSession(
            WriterConnection connection,
            TableWriters tables,
            Commits commits,
            WriterStatistics statistics) {
        this.connection = connection;
        this.tables = tables;
        this.commits = commits;
        this.statistics = statistics;
    }

    @Override
    public List<DataRecord> begin(BatchPlan plan) throws SQLException {
        connection.ensureIdle();
        List<DataRecord> records = new ArrayList<>();
        for (var needed : plan.neededRecords().entrySet()) {
            TableWriter table = tables.of(needed.getKey(), connection);
            records.addAll(table.load(connection, List.copyOf(needed.getValue())));
        }
        return records;
    }

    @Override
    public void commit(BatchPlan plan) throws SQLException {
        List<TableChanges> changes = plan.changes();
        List<Receipt> receipts = plan.receipts();
        if (receipts.isEmpty() && changes.size() == 1 && changes.getFirst().size() == 1) {
            commitAlone(changes.getFirst());
        } else if (!changes.isEmpty()) {
            commitTogether(changes, receipts);
        }
    }

    /** A single change is a transaction of its own, for which the engine needs half the time. */
    private void commitAlone(TableChanges changes) throws SQLException {
        TableWriter table = tables.of(changes.schema(), connection);
        long began = System.nanoTime();
        commits.commitAlone(
                connection,
                Map.of(changes.schema(), changes.replaced()),
                () -> table.apply(connection, changes));
        statistics.countCommit(System.nanoTime() - began);
    }

    private void commitTogether(List<TableChanges> tablesChanges, List<Receipt> receipts)
            throws SQLException {
        connection.begin();
        Map<Schema, List<DataRecord>> replaced = new HashMap<>();
        for (TableChanges changes : tablesChanges) {
            tables.of(changes.schema(), connection).apply(connection, changes);
            replaced.put(changes.schema(), changes.replaced());
        }
        long began = System.nanoTime();
        commits.commit(connection, replaced, receipts);
        statistics.countCommit(System.nanoTime() - began);
    }

    @Override
    public void abandon() {
        connection.rollback();
    }

    @Override
    public Map<RecordKey, List<String>> takenKeys(List<TableChanges> tablesChanges)
            throws SQLException {
        connection.begin();
        Map<RecordKey, List<String>> taken = new HashMap<>();
        for (TableChanges changes : tablesChanges) {
            SchemaName schema = changes.schema().name();
            tables.of(changes.schema(), connection)
                    .takenKeys(connection, changes)
                    .forEach((id, key) -> taken.put(new RecordKey(schema, id), key));
        }
        return taken;
    }

    @Override
    public Failure kindOf(SQLException failure) {
        return switch (SqlFailure.of(failure)) {
            // A durable group must not be done again, were it ever to come here.
            case FATAL, CLOSED, COMMITTED -> Failure.LOST;
            case DUPLICATE_KEY, DUPLICATE_KEY_AT_COMMIT -> Failure.DUPLICATE_KEY;
            case INPUT_OUTPUT -> Failure.REFUSED;
            case NO_TRANSACTION, CONFLICT, INTERRUPTED, OUT_OF_MEMORY, REASON_LOST, OTHER ->
                    Failure.UNKNOWN;
        };
    }

    @Override
    public TabulariumException failure(SQLException failure) {
        return connection.translate(failure);
    }

    @Override
    public void giveUp() {
        connection.close();
    }

    @Override
    public void tidy() {
        commits.receipts().deleteExpired(connection);
    }
}
