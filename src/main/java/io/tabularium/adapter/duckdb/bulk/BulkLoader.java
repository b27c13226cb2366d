package io.tabularium.adapter.duckdb.bulk;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.bulk.StagedLoad;
import io.tabularium.adapter.jdbc.receipt.ReceiptWriter;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.jdbc.write.Commits;
import io.tabularium.adapter.jdbc.write.GroupCommitWriter;
import io.tabularium.adapter.jdbc.write.NewRecords;
import io.tabularium.adapter.jdbc.write.TableHolds;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.BulkLoad;

import java.sql.SQLException;
import java.util.concurrent.locks.Lock;

/** Takes bulk loads, each on a connection of its own. Thread-safe. */
public final class BulkLoader {

    private final DuckDbDatabase database;
    private final GroupCommitWriter writer;
    private final NewRecords records;
    private final Commits commits;
    private final RecordSizes sizes;
    private final TableHolds holds = new TableHolds();

    public BulkLoader(
            DuckDbDatabase database,
            GroupCommitWriter writer,
            NewRecords records,
            Commits commits,
            RecordSizes sizes) {
        this.database = database;
        this.writer = writer;
        this.records = records;
        this.commits = commits;
        this.sizes = sizes;
    }

    /**
     * Takes a load to its end.
     *
     * @throws SQLException if the engine fails; nothing is stored then
     */
    public void load(BulkLoad load) throws SQLException {
        deleteExpiredReceipts();
        BulkRows rows = new BulkRows(records, records.now());
        boolean direct = load.schema().uniqueKeys().isEmpty();
        if (direct && load.options().dryRun()) {
            load.countAll();
            return;
        }
        load.requireBeforeEachRow(this::requireStorage);
        if (direct) {
            performDirect(load, rows);
        } else {
            performStaged(load, rows);
        }
    }

    /** A load under way holds a connection, without which a broken database is not opened anew. */
    private void requireStorage() {
        if (database.whyUnavailable().isPresent()) {
            throw new StorageUnavailable("The storage failed.", null);
        }
    }

    private void deleteExpiredReceipts() throws SQLException {
        ReceiptWriter receipts = commits.receipts();
        if (receipts.haveExpired()) {
            try (WriterConnection connection = new WriterConnection(database)) {
                writer.runExclusively(() -> receipts.deleteExpired(connection));
            }
        }
    }

    /** What loads hold of the tables that they fill. */
    public TableHolds holds() {
        return holds;
    }

    /** The hold ends after the connection, with which a load that fails is undone. */
    private void performDirect(BulkLoad load, BulkRows rows) throws SQLException {
        Lock shared = holds.shared(load.schema().name());
        shared.lock();
        try (WriterConnection connection = new WriterConnection(database)) {
            new DirectLoad(connection, load, commits, sizes.of(load.schema())).perform(rows);
        } finally {
            shared.unlock();
        }
    }

    /**
     * Most loads meet no conflict: those are stored beside the single writes, whatever they ask to
     * be done with conflicts. Only what does meet one is resolved where no write can come between,
     * be it a single one or another load.
     */
    private void performStaged(BulkLoad load, BulkRows rows) throws SQLException {
        try (WriterConnection connection = new WriterConnection(database)) {
            StagedLoad staged =
                    new StagedLoad(
                            new AppendedStage(connection, rows),
                            load,
                            table(load),
                            commits,
                            sizes.of(load.schema()));
            staged.stage();
            if (load.options().dryRun()) {
                staged.compareRows();
                staged.merge(records.now());
            } else if (load.commits() && !insertAll(staged, holds.shared(load.schema().name()))) {
                staged.compareRows();
                merge(staged, holds.alone(load.schema().name()));
            }
        }
    }

    private static boolean insertAll(StagedLoad staged, Lock shared) throws SQLException {
        shared.lock();
        try {
            return staged.insertAll();
        } finally {
            shared.unlock();
        }
    }

    /** Other loads are waited for here and not on the writer thread, which goes on meanwhile. */
    private void merge(StagedLoad staged, Lock alone) throws SQLException {
        alone.lock();
        try {
            writer.runExclusively(() -> staged.merge(records.now()));
        } finally {
            alone.unlock();
        }
    }

    private static RecordTable table(BulkLoad load) {
        return new RecordTable(load.schema(), new DuckDbDialect());
    }
}
