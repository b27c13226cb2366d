package io.tabularium.configuration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.operator.BackupsEndpoint;
import io.tabularium.adapter.operator.ClusteringsEndpoint;
import io.tabularium.adapter.operator.IndexesEndpoint;
import io.tabularium.adapter.operator.Offered;
import io.tabularium.adapter.operator.StorageHealthIndicator;
import io.tabularium.application.command.BackUpHandler;
import io.tabularium.application.command.CheckIndexesHandler;
import io.tabularium.application.command.ClusterRecordsHandler;
import io.tabularium.configuration.setting.BackupProperties;
import io.tabularium.configuration.setting.DuckDbProperties;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.storage.Capability;
import io.tabularium.domain.storage.RecordStore;
import io.tabularium.domain.storage.Storage;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Work on the whole storage, and its endpoints for operators. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BackupProperties.class, DuckDbProperties.class})
class MaintenanceConfiguration {

    /** The values of each index that are compared at the start. */
    private static final long SAMPLE = 1_000;

    @Bean
    Maintenance maintenance(
            Storage storage,
            RecordStore records,
            SchemaCatalog catalog,
            DuckDbProperties properties,
            Clock clock) {
        return new Maintenance(
                storage.backup().map(backup -> new BackUpHandler(backup, clock)),
                records.clusterer()
                        .map(clusterer -> new ClusterRecordsHandler(catalog, clusterer, clock)),
                records.indexInspector()
                        .map(indexes -> new CheckIndexesHandler(catalog, indexes, clock))
                        .map(checks -> started(checks, catalog, properties.indexCheckTime())));
    }

    @Bean
    MeterBinder indexDisagreements(Maintenance maintenance) {
        return registry ->
                maintenance
                        .checks()
                        .ifPresent(
                                checks ->
                                        Gauge.builder(
                                                        "tabularium.index.disagreements",
                                                        checks,
                                                        handler -> handler.inDisagreement().size())
                                                .description(
                                                        "Schemas with an index that disagrees with"
                                                                + " their records")
                                                .register(registry));
    }

    @Bean
    StorageHealthIndicator storageHealthIndicator(RecordStore records, Maintenance maintenance) {
        return new StorageHealthIndicator(records.health(), maintenance.checks());
    }

    @Bean
    BackupsEndpoint backupsEndpoint(Storage storage, Maintenance maintenance) {
        return new BackupsEndpoint(offered(maintenance.backups(), storage, Capability.BACKUP));
    }

    @Bean
    ClusteringsEndpoint clusteringsEndpoint(Storage storage, Maintenance maintenance) {
        return new ClusteringsEndpoint(
                offered(maintenance.clusterings(), storage, Capability.CLUSTERING));
    }

    @Bean
    IndexesEndpoint indexesEndpoint(Storage storage, Maintenance maintenance) {
        return new IndexesEndpoint(
                offered(maintenance.checks(), storage, Capability.INDEX_CHECK),
                offered(maintenance.clusterings(), storage, Capability.INDEX_CHECK));
    }

    /** What a storage could do and does not lacks a setting: there is one such, for backups. */
    private static <T> Offered<T> offered(
            Optional<T> handler, Storage storage, Capability capability) {
        return new Offered<>(
                handler, storage.lacking().insteadOf(capability).orElse(BackupProperties.MISSING));
    }

    private static CheckIndexesHandler started(
            CheckIndexesHandler checks, SchemaCatalog catalog, Duration time) {
        if (time.isPositive() && !catalog.list().isEmpty()) {
            checks.startAll(
                    new IndexInspector.Extent(SAMPLE, time.dividedBy(catalog.list().size())));
        }
        return checks;
    }
}
