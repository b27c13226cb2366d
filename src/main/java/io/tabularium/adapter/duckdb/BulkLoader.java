package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.record.BulkLoad;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Takes bulk loads, each on a connection of its own, so many at a time. Thread-safe. */
final class BulkLoader {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DuckDbDatabase database;
    private final GroupCommitWriter writer;
    private final NewRecords records;
    private final RecordCache cache;
    private final Semaphore capacity;

    BulkLoader(
            DuckDbDatabase database,
            GroupCommitWriter writer,
            NewRecords records,
            RecordCache cache,
            int maxConcurrent) {
        this.database = database;
        this.writer = writer;
        this.records = records;
        this.cache = cache;
        this.capacity = new Semaphore(maxConcurrent);
    }

    /**
     * Takes a load to its end.
     *
     * @throws Overloaded if too many loads are under way
     * @throws SQLException if the engine fails; nothing is stored then
     */
    void load(BulkLoad load) throws SQLException {
        if (!capacity.tryAcquire()) {
            throw new Overloaded("Too many bulk loads are under way.", RETRY_AFTER);
        }
        try (WriterConnection connection = new WriterConnection(database)) {
            BulkRows rows = new BulkRows(records, records.now());
            if (load.schema().uniqueKeys().isEmpty()) {
                new DirectLoad(connection, load, cache).perform(rows);
            } else {
                performStaged(new StagedLoad(connection, load, table(load), cache), load, rows);
            }
        } finally {
            capacity.release();
        }
    }

    /**
     * Most loads meet no conflict: those are stored beside the single writes, whatever they ask to
     * be done with conflicts. Only what does meet one is resolved where no write can come between.
     */
    private void performStaged(StagedLoad staged, BulkLoad load, BulkRows rows)
            throws SQLException {
        staged.stage(rows);
        if (load.options().dryRun()) {
            staged.compareRows();
            staged.merge(records.now());
        } else if (load.commits() && !staged.insertAll()) {
            staged.compareRows();
            writer.runExclusively(() -> staged.merge(records.now()));
        }
    }

    private static RecordTable table(BulkLoad load) {
        return new RecordTable(load.schema(), new DuckDbDialect());
    }
}
