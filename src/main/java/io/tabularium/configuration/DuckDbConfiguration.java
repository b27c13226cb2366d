package io.tabularium.configuration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.duckdb.DuckDbFile;
import io.tabularium.adapter.duckdb.DuckDbOptions;
import io.tabularium.adapter.duckdb.DuckDbRecordStore;
import io.tabularium.adapter.duckdb.DuckDbStorage;
import io.tabularium.adapter.duckdb.backup.BackupSettings;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.adapter.web.admission.Bulkheads;
import io.tabularium.application.command.AutomaticClustering;
import io.tabularium.configuration.setting.BackupProperties;
import io.tabularium.configuration.setting.CacheProperties;
import io.tabularium.configuration.setting.DuckDbProperties;
import io.tabularium.configuration.setting.LimitsProperties;
import io.tabularium.configuration.setting.StorageProperties.Engine;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.storage.RecordStore;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Storage on embedded DuckDB. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnEngine(Engine.DUCKDB)
class DuckDbConfiguration {

    /** A query keeps a processor busy; more of them at a time gain nothing. */
    private static final int LEAST_READS = 4;

    @Bean
    DuckDbSettings duckDbSettings(
            DuckDbProperties properties, LimitsProperties limits, BackupProperties backups) {
        return engine(properties, limits).withDirectories(backups.directories());
    }

    @Bean
    DuckDbOptions duckDbOptions(
            DuckDbSettings settings,
            DuckDbProperties properties,
            Optional<BackupSettings> backups,
            CacheProperties cache,
            WriterSettings writer) {
        return new DuckDbOptions(settings, properties.recover(), backups, cache.bytes(), writer);
    }

    @Bean
    @ConditionalOnProperty("tabularium.backup.directory")
    BackupSettings backupSettings(
            BackupProperties backups,
            DuckDbProperties database,
            @Value("${spring.application.version:development}") String version) {
        String file = database.path().getFileName().toString();
        int dot = file.lastIndexOf('.');
        String name = dot > 0 ? file.substring(0, dot) : file;
        return new BackupSettings(backups.requiredDirectory(), name, backups.keep(), version);
    }

    @Bean
    DuckDbStorage storage(DuckDbOptions options, RecordIdGenerator ids, Clock clock) {
        return new DuckDbStorage(options, ids, clock);
    }

    @Bean
    DuckDbRecordStore records(DuckDbStorage storage, SchemaCatalog catalog) {
        return storage.provision(catalog.list());
    }

    @Bean
    DuckDbFile storageAtRest(
            DuckDbOptions options,
            @Value("${spring.application.version:development}") String version,
            Clock clock) {
        return new DuckDbFile(options, version, clock);
    }

    @Bean
    MeterBinder engineMemoryLimit(DuckDbProperties properties) {
        double bytes = properties.memory().toBytes();
        return registry ->
                Gauge.builder("tabularium.duckdb.memory.limit", () -> bytes)
                        .description("Memory that the engine may use")
                        .baseUnit("bytes")
                        .register(registry);
    }

    /** Not for commands: these end before a table is due. */
    @Bean
    @ConditionalOnWebApplication
    @ConditionalOnProperty(
            name = "tabularium.duckdb.clustering",
            havingValue = "auto",
            matchIfMissing = true)
    ClusteringSchedule clusteringSchedule(
            SchemaCatalog catalog,
            RecordStore records,
            Maintenance maintenance,
            Bulkheads bulkheads) {
        return new ClusteringSchedule(
                new AutomaticClustering(
                        catalog,
                        records.storedOrder().orElseThrow(),
                        maintenance.clusterings().orElseThrow(),
                        () -> bulkheads.isIdle() && !maintenance.isBackingUp()));
    }

    /** The engine as the settings bound it. */
    static DuckDbSettings engine(DuckDbProperties properties, LimitsProperties limits) {
        Duration patience = ReadPool.patience(limits.maxWait());
        return new DuckDbSettings(
                properties.path(),
                text(properties.memory()),
                threads(properties),
                tempDirectory(properties),
                text(properties.maxTempDirectorySize()),
                text(properties.checkpointThreshold()),
                limits.maxPageSize(),
                new DuckDbSettings.Pool(
                        ReadPool.size(properties.readPoolSize(), LEAST_READS), patience),
                new DuckDbSettings.Pool(limits.maxConcurrentStreams(), patience));
    }

    private static int threads(DuckDbProperties properties) {
        return properties.threads() == 0
                ? Runtime.getRuntime().availableProcessors()
                : properties.threads();
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
