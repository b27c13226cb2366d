package io.tabularium.contract;

import io.tabularium.adapter.duckdb.DuckDbRecordWrites;
import io.tabularium.adapter.duckdb.engine.Checkpoint;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.read.DuckDbRecordReader;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.receipt.ReceiptLimits;
import io.tabularium.adapter.jdbc.schema.SchemaManager;
import io.tabularium.adapter.jdbc.write.JdbcRecordWriter;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** DuckDB, on a file or in memory. */
record DuckDbFixture(
        DuckDbDatabase database,
        SchemaManager provisioner,
        DuckDbRecordWrites writes,
        DuckDbRecordReader reader,
        RecordWriter writer)
        implements StoreFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SlowQueries SLOW = new SlowQueries(PATIENCE);
    private static final long CACHE_BYTES = 4_000_000;
    private static final ReceiptLimits RECEIPTS =
            new ReceiptLimits(Duration.ofHours(1), 10_000, 100_000_000);

    static StoreFixture openFile(Path directory, List<Schema> schemas) {
        return open(
                DuckDbSettings.at(directory.resolve("records.duckdb")),
                new DuckDbDialect(),
                CACHE_BYTES,
                schemas);
    }

    static StoreFixture openInMemory(Path directory, List<Schema> schemas) {
        return open(DuckDbSettings.inMemory(), new DuckDbDialect(), 0, schemas);
    }

    static StoreFixture openWithoutLines(Path directory, List<Schema> schemas) {
        return open(DuckDbSettings.inMemory(), new DialectWithoutLines(), 0, schemas);
    }

    private static StoreFixture open(
            DuckDbSettings settings, Dialect dialect, long cacheBytes, List<Schema> schemas) {
        RecordCache cache = new RecordCache(cacheBytes);
        DuckDbDatabase database = new DuckDbDatabase(settings);
        InstantSource clock = InstantSource.system();
        SchemaManager provisioner =
                new SchemaManager(dialect, database.reads(), clock, Checkpoint::perform);
        provisioner.provision(schemas);
        DuckDbRecordWrites writes =
                new DuckDbRecordWrites(
                        database,
                        new RecordIdGenerator(clock, new SecureRandom()),
                        clock,
                        cache,
                        new WriterSettings(1_000, 64, PATIENCE, RECEIPTS, SLOW));
        DuckDbRecordReader reader =
                new DuckDbRecordReader(
                        dialect,
                        new DuckDbRecordReader.Pools(database.reads(), database.streams()),
                        cache,
                        writes.sizes(),
                        new QueryTimes(PATIENCE, SLOW));
        return new DuckDbFixture(
                database, provisioner, writes, reader, new JdbcRecordWriter(writes, reader));
    }

    @Override
    public void close() {
        reader.close();
        writes.close();
        database.close();
    }
}
