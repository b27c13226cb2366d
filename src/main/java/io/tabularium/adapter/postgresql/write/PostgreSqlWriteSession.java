package io.tabularium.adapter.postgresql.write;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.jdbc.write.BatchPlan;
import io.tabularium.adapter.jdbc.write.Commits;
import io.tabularium.adapter.jdbc.write.RecordKey;
import io.tabularium.adapter.jdbc.write.TableChanges;
import io.tabularium.adapter.jdbc.write.WriteSession;
import io.tabularium.adapter.jdbc.write.WriterStatistics;
import io.tabularium.adapter.postgresql.engine.PostgreSqlDatabase;
import io.tabularium.adapter.postgresql.engine.SqlState;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups of single writes on a connection. Records are locked before they are decided on, in order
 * of schema and identifier, so that several sessions, of other processes too, never wait for each
 * other in a circle.
 */
public final class PostgreSqlWriteSession implements WriteSession {

    /** The place of a record that is decided on and not inserted yet: the server gives places. */
    public static final long UNPLACED = 0;

    private static final Comparator<Schema> BY_NAME = Comparator.comparing(Schema::name);

    private final PostgreSqlDatabase database;
    private final PostgreSqlConnection connection;
    private final RecordSizes sizes;
    private final Commits commits;
    private final WriterStatistics statistics;
    private final Map<Schema, TableWriter> tables = new HashMap<>();

    public PostgreSqlWriteSession(
            PostgreSqlDatabase database,
            RecordSizes sizes,
            Commits commits,
            WriterStatistics statistics) {
        this.database = database;
        this.connection =
                new PostgreSqlConnection(database::connectToWrite, database.commitLimit());
        this.sizes = sizes;
        this.commits = commits;
        this.statistics = statistics;
    }

    @Override
    public List<DataRecord> begin(BatchPlan plan) throws SQLException {
        connection.rollback();
        Map<Schema, Set<RecordId>> needed = plan.neededRecords();
        List<DataRecord> records = new ArrayList<>();
        if (!needed.isEmpty()) {
            connection.begin();
        }
        for (var wanted :
                needed.entrySet().stream().sorted(Map.Entry.comparingByKey(BY_NAME)).toList()) {
            records.addAll(tableOf(wanted.getKey()).lock(connection, wanted.getValue()));
        }
        return records;
    }

    @Override
    public void commit(BatchPlan plan) throws SQLException {
        List<TableChanges> changes = plan.changes();
        if (changes.isEmpty()) {
            connection.rollback();
        } else if (isOneStatement(changes, plan)) {
            commitAlone(changes.getFirst(), plan);
        } else {
            commitTogether(changes, plan);
        }
    }

    /** New records of one table are one statement, which needs no transaction around it. */
    private boolean isOneStatement(List<TableChanges> changes, BatchPlan plan) throws SQLException {
        return changes.size() == 1
                && changes.getFirst().replaced().isEmpty()
                && !plan.leavesReceipts()
                && !connection.isInTransaction();
    }

    private void commitAlone(TableChanges changes, BatchPlan plan) throws SQLException {
        long began = System.nanoTime();
        InsertedRecords inserted = new InsertedRecords();
        commits.commitAlone(
                connection, Map.of(changes.schema(), List.of()), () -> apply(changes, inserted));
        statistics.countCommit(System.nanoTime() - began);
        inserted.tell(plan);
    }

    private void commitTogether(List<TableChanges> tablesChanges, BatchPlan plan)
            throws SQLException {
        if (!connection.isInTransaction()) {
            connection.begin();
        }
        InsertedRecords inserted = new InsertedRecords();
        Map<Schema, List<DataRecord>> replaced = new HashMap<>();
        for (TableChanges changes : inOrder(tablesChanges)) {
            apply(changes, inserted);
            replaced.put(changes.schema(), changes.replaced());
        }
        inserted.tell(plan);
        long began = System.nanoTime();
        commits.commit(connection, replaced, plan.receipts());
        statistics.countCommit(System.nanoTime() - began);
    }

    private void apply(TableChanges changes, InsertedRecords inserted) throws SQLException {
        inserted.add(changes.schema(), tableOf(changes.schema()).apply(connection, changes));
    }

    /** What came of the inserts of a group. */
    private static final class InsertedRecords {
        private final Map<RecordKey, Long> places = new HashMap<>();
        private final Map<RecordKey, List<String>> taken = new HashMap<>();

        void add(Schema schema, TableWriter.Inserted inserted) {
            inserted.places()
                    .forEach((id, place) -> places.put(new RecordKey(schema.name(), id), place));
            inserted.taken().forEach((id, key) -> taken.put(new RecordKey(schema.name(), id), key));
        }

        void tell(BatchPlan plan) {
            plan.place(places);
            plan.leaveOut(taken);
        }
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
        for (TableChanges changes : inOrder(tablesChanges)) {
            tableOf(changes.schema())
                    .takenKeys(connection, changes)
                    .forEach(
                            (id, key) ->
                                    taken.put(new RecordKey(changes.schema().name(), id), key));
        }
        return taken;
    }

    @Override
    public Failure kindOf(SQLException failure) {
        return switch (SqlState.of(failure)) {
            case LOST -> Failure.LOST;
            case DUPLICATE_KEY -> Failure.DUPLICATE_KEY;
            case CONFLICT -> Failure.CONFLICT;
            case LOCKED, CANCELLED, BUSY, EXHAUSTED -> Failure.REFUSED;
            case OTHER -> Failure.UNKNOWN;
        };
    }

    @Override
    public TabulariumException failure(SQLException failure) {
        return database.translate(failure);
    }

    @Override
    public void giveUp() {
        connection.close();
    }

    @Override
    public void tidy() {
        commits.receipts().deleteExpired(connection);
        connection.close();
    }

    private TableWriter tableOf(Schema schema) {
        return tables.computeIfAbsent(
                schema,
                key ->
                        new TableWriter(
                                new RecordTable(key, new PostgreSqlDialect()),
                                sizes.of(key),
                                database.topology().spreads(key)));
    }

    private static List<TableChanges> inOrder(List<TableChanges> changes) {
        return changes.stream()
                .sorted(Comparator.comparing(TableChanges::schema, BY_NAME))
                .toList();
    }
}
