package io.tabularium.configuration;

import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.tabularium.adapter.duckdb.DuckDbRecordWriter;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.recovery.DatabaseRecovery;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.read.JdbcRecordReader;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.receipt.ReceiptLimits;
import io.tabularium.adapter.jdbc.schema.SchemaManager;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.application.command.ProvisionStorageHandler;
import io.tabularium.domain.receipt.ReceiptReader;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Storage on embedded DuckDB. The order of the beans is the order of the start: the database is
 * opened, its tables are made ready, and only then are there a reader and a writer.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    StorageProperties.class,
    CacheProperties.class,
    DuckDbProperties.class,
    IdempotencyProperties.class
})
class DuckDbConfiguration {

    /** The connection pool waits no shorter than this. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    private static final int MIN_READ_CONNECTIONS = 4;
    private static final int QUEUED_WRITES = 4_096;
    private static final int WRITES_OF_A_GROUP = 512;

    @Bean
    DuckDbSettings duckDbSettings(
            DuckDbProperties properties, LimitsProperties limits, BackupProperties backups) {
        return new DuckDbSettings(
                        properties.path(),
                        text(properties.memory()),
                        threads(properties),
                        tempDirectory(properties),
                        text(properties.maxTempDirectorySize()),
                        text(properties.checkpointThreshold()),
                        limits.maxPageSize(),
                        new DuckDbSettings.Pool(readConnections(properties), patience(limits)),
                        new DuckDbSettings.Pool(limits.maxConcurrentStreams(), patience(limits)))
                .withDirectories(backups.directories());
    }

    @Bean
    WriterSettings writerSettings(
            LimitsProperties limits, IdempotencyProperties idempotency, SlowQueries slow) {
        return new WriterSettings(
                QUEUED_WRITES,
                WRITES_OF_A_GROUP,
                limits.queryTimeout(),
                new ReceiptLimits(
                        idempotency.retention(),
                        idempotency.maxKeys(),
                        idempotency.maxSize().toBytes()),
                slow);
    }

    @Bean
    DuckDbDatabase duckDbDatabase(
            DuckDbSettings settings, DuckDbProperties properties, Clock clock) {
        return properties.recover()
                ? new DatabaseRecovery(clock).open(settings)
                : new DuckDbDatabase(settings);
    }

    @Bean
    ProvisionStorageHandler provisionedStorage(
            DuckDbDatabase database, SchemaCatalog catalog, Clock clock) {
        ProvisionStorageHandler handler =
                new ProvisionStorageHandler(
                        catalog, new SchemaManager(new DuckDbDialect(), database.reads(), clock));
        handler.handle();
        return handler;
    }

    @Bean
    RecordCache recordCache(CacheProperties properties) {
        return new RecordCache(properties.bytes());
    }

    @Bean
    CaffeineCacheMetrics<?, ?, ?> recordCacheMetrics(RecordCache cache) {
        return new CaffeineCacheMetrics<>(cache.entries(), "records", List.of());
    }

    @Bean
    RecordReader recordReader(
            DuckDbDatabase database,
            RecordCache cache,
            DuckDbRecordWriter writer,
            LimitsProperties limits,
            SlowQueries slow) {
        JdbcRecordReader reader =
                new JdbcRecordReader(
                        new DuckDbDialect(),
                        new JdbcRecordReader.Pools(database.reads(), database.streams()),
                        cache,
                        writer.sizes(),
                        new QueryTimes(limits.queryTimeout(), slow));
        database.whenReopened(reader::interrupt, () -> {});
        return reader;
    }

    @Bean
    DuckDbRecordWriter recordWriter(
            DuckDbDatabase database,
            ProvisionStorageHandler provisioned,
            RecordIdGenerator ids,
            Clock clock,
            RecordCache cache,
            WriterSettings settings) {
        return new DuckDbRecordWriter(database, ids, clock, cache, settings);
    }

    @Bean
    ReceiptReader receiptReader(DuckDbRecordWriter writer) {
        return writer.receipts();
    }

    private static int threads(DuckDbProperties properties) {
        return properties.threads() == 0
                ? Runtime.getRuntime().availableProcessors()
                : properties.threads();
    }

    private static int readConnections(DuckDbProperties properties) {
        return properties.readPoolSize() == 0
                ? Math.max(MIN_READ_CONNECTIONS, 2 * Runtime.getRuntime().availableProcessors())
                : properties.readPoolSize();
    }

    private static Duration patience(LimitsProperties limits) {
        return limits.maxWait().compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : limits.maxWait();
    }

    private static Path tempDirectory(DuckDbProperties properties) {
        return properties.tempDirectory() == null
                ? properties.path().resolveSibling(properties.path().getFileName() + ".tmp")
                : properties.tempDirectory();
    }

    private static String text(DataSize size) {
        return size.toBytes() + "B";
    }
}
