package io.tabularium.adapter.duckdb;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.tabularium.adapter.duckdb.engine.DatabaseSampler;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.maintenance.DuckDbIndexInspector;
import io.tabularium.adapter.duckdb.read.DuckDbRecordReader;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.write.JdbcRecordWriter;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageHealth;
import io.tabularium.domain.maintenance.StoredOrder;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.storage.RecordStore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Records in an open database whose tables are provisioned. */
public final class DuckDbRecordStore implements RecordStore, MeterBinder {

    /** Finer than metrics are scraped, as a rule, and too seldom to cost anything. */
    private static final Duration SAMPLING_INTERVAL = Duration.ofSeconds(5);

    private final RecordCache cache;
    private final DuckDbRecordWrites writes;
    private final RecordWriter writer;
    private final DuckDbRecordReader reader;
    private final IndexInspector indexes;
    private final DatabaseSampler sampler;

    /**
     * @param database stays open longer than this store
     */
    DuckDbRecordStore(
            DuckDbDatabase database,
            DuckDbOptions options,
            RecordIdGenerator ids,
            InstantSource clock) {
        cache = new RecordCache(options.cacheBytes());
        writes = new DuckDbRecordWrites(database, ids, clock, cache, options.writer());
        reader =
                new DuckDbRecordReader(
                        new DuckDbDialect(),
                        new DuckDbRecordReader.Pools(database.reads(), database.streams()),
                        cache,
                        writes.sizes(),
                        new QueryTimes(options.writer().maxWait(), options.writer().slow()));
        database.whenReopened(reader::interrupt, () -> {});
        writer = new JdbcRecordWriter(writes, reader);
        indexes = new DuckDbIndexInspector(database);
        sampler = new DatabaseSampler(database, options.database(), SAMPLING_INTERVAL);
    }

    @Override
    public RecordReader reader() {
        return reader;
    }

    @Override
    public RecordWriter writer() {
        return writer;
    }

    @Override
    public StorageHealth health() {
        return writes;
    }

    @Override
    public Optional<StorageClusterer> clusterer() {
        return Optional.of(writes.clusterer());
    }

    @Override
    public Optional<StoredOrder> storedOrder() {
        return Optional.of(writes.storedOrder());
    }

    @Override
    public Optional<IndexInspector> indexInspector() {
        return Optional.of(indexes);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        writes.bindTo(registry);
        sampler.bindTo(registry);
        new CaffeineCacheMetrics<>(cache.entries(), "records", List.of()).bindTo(registry);
    }

    @Override
    public void close() {
        sampler.close();
        reader.close();
        writes.close();
    }
}
