package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.write.BatchPlan;
import io.tabularium.adapter.jdbc.write.KeyInDoubt;
import io.tabularium.adapter.jdbc.write.NewRecords;
import io.tabularium.adapter.jdbc.write.PendingWrite;
import io.tabularium.adapter.jdbc.write.RecordKey;
import io.tabularium.adapter.jdbc.write.TableChanges;
import io.tabularium.adapter.jdbc.write.WriterStatistics;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Receipt;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does groups of single writes, as a rule in one transaction each, and completes every write with
 * an outcome of its own. Used by one thread at a time: the one that has the writer's turn.
 */
public final class GroupTransactions {

    private final WriterConnection connection;
    private final TableWriters tables;
    private final Dialect dialect;
    private final NewRecords records;
    private final Commits commits;
    private final WriterStatistics statistics;

    public GroupTransactions(
            WriterConnection connection,
            TableWriters tables,
            NewRecords records,
            Commits commits,
            WriterStatistics statistics) {
        this.connection = connection;
        this.tables = tables;
        this.dialect = tables.dialect();
        this.records = records;
        this.commits = commits;
        this.statistics = statistics;
    }

    /**
     * Does the writes in order.
     *
     * @throws StorageUnavailable if the database cannot be used at present; some writes may be left
     *     without an outcome then, and it is unknown whether those took effect
     */
    public void perform(List<PendingWrite> writes) {
        Deque<List<PendingWrite>> groups = new ArrayDeque<>();
        groups.push(writes);
        while (!groups.isEmpty()) {
            for (List<PendingWrite> left : attempt(groups.pop()).reversed()) {
                groups.push(left);
            }
        }
        commits.receipts().deleteExpired(connection);
    }

    /**
     * @return the groups that what is left falls into, in order
     */
    private List<List<PendingWrite>> attempt(List<PendingWrite> group) {
        BatchPlan plan = new BatchPlan(group);
        List<PendingWrite> left;
        try {
            left = commit(plan);
        } catch (SQLException e) {
            return recover(plan, e);
        } catch (RuntimeException | StackOverflowError e) {
            connection.rollback();
            return takeApart(group, e);
        }
        plan.complete();
        return left.isEmpty() ? List.of() : List.of(left);
    }

    private List<PendingWrite> commit(BatchPlan plan) throws SQLException {
        connection.ensureIdle();
        // Needs no snapshot: stored records are changed here alone, and new keys are checked.
        List<PendingWrite> left = plan.decide(load(plan), records.now(), records.sequences());
        List<TableChanges> changes = plan.changes();
        List<Receipt> receipts = plan.receipts();
        if (receipts.isEmpty() && changes.size() == 1 && changes.getFirst().size() == 1) {
            commitAlone(changes.getFirst());
        } else if (!changes.isEmpty()) {
            commitTogether(changes, receipts);
        }
        return left;
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

    private Map<RecordKey, DataRecord> load(BatchPlan plan) throws SQLException {
        Map<RecordKey, DataRecord> records = new HashMap<>();
        for (var needed : plan.neededRecords().entrySet()) {
            List<RecordId> ids = List.copyOf(needed.getValue());
            for (DataRecord found : tables.of(needed.getKey(), connection).load(connection, ids)) {
                records.put(RecordKey.of(found), found);
            }
        }
        return records;
    }

    private List<List<PendingWrite>> recover(BatchPlan plan, SQLException failure) {
        return switch (SqlFailure.of(failure)) {
            // A durable group must not be done again, were it ever to come here.
            case FATAL, CLOSED, COMMITTED -> {
                connection.close();
                throw dialect.failure(failure);
            }
            case DUPLICATE_KEY, DUPLICATE_KEY_AT_COMMIT -> {
                connection.rollback();
                yield refuseDuplicates(plan, failure);
            }
            case INPUT_OUTPUT -> {
                connection.rollback();
                plan.group().forEach(write -> write.refuse(dialect.failure(failure)));
                yield List.of();
            }
            case NO_TRANSACTION, CONFLICT, INTERRUPTED, OUT_OF_MEMORY, REASON_LOST, OTHER -> {
                connection.rollback();
                yield takeApart(plan.group(), failure);
            }
        };
    }

    /** Refuses the writes whose unique key another record has, and leaves the others. */
    private List<List<PendingWrite>> refuseDuplicates(BatchPlan plan, SQLException failure) {
        Map<PendingWrite, List<String>> duplicates;
        try {
            duplicates = duplicates(plan);
        } catch (SQLException e) {
            connection.rollback();
            failure.addSuppressed(e);
            return takeApart(plan.group(), failure);
        }
        connection.rollback();
        // Then a bulk load has the key that is being committed: it takes effect before it is seen.
        if (duplicates.isEmpty()) {
            return takeApart(plan.group(), new KeyInDoubt(failure));
        }
        duplicates.forEach((write, key) -> write.refuse(new DuplicateRecord(key)));
        List<PendingWrite> others = new ArrayList<>(plan.group());
        others.removeAll(duplicates.keySet());
        return List.of(others);
    }

    private Map<PendingWrite, List<String>> duplicates(BatchPlan plan) throws SQLException {
        Map<PendingWrite, List<String>> duplicates = new HashMap<>();
        connection.begin();
        for (TableChanges changes : plan.changes()) {
            tables.of(changes.schema(), connection)
                    .takenKeys(connection, changes)
                    .forEach(
                            (id, key) ->
                                    plan.takerOf(key, new RecordKey(changes.schema().name(), id))
                                            .ifPresent(write -> duplicates.put(write, key)));
        }
        return duplicates;
    }

    /** Halves a group until what makes it fail is alone; that one fails. */
    private List<List<PendingWrite>> takeApart(List<PendingWrite> group, Throwable failure) {
        if (group.size() > 1) {
            int middle = group.size() / 2;
            return List.of(group.subList(0, middle), group.subList(middle, group.size()));
        }
        group.getFirst().refuse(failureOf(failure));
        return List.of();
    }

    private RuntimeException failureOf(Throwable failure) {
        return switch (failure) {
            case SQLException e -> dialect.failure(e);
            case RuntimeException e -> e;
            default -> new StorageUnavailable("The storage failed.", failure);
        };
    }
}
