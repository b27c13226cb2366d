package io.tabularium.configuration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.duckdb.DuckDbRecordWriter;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.maintenance.DuckDbIndexInspector;
import io.tabularium.adapter.operator.IndexesEndpoint;
import io.tabularium.adapter.operator.StorageHealthIndicator;
import io.tabularium.application.command.CheckIndexesHandler;
import io.tabularium.application.command.ClusterRecordsHandler;
import io.tabularium.application.command.ProvisionStorageHandler;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.IndexInspector.Extent;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** The comparison of indexes with records, at the start and for operators. */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

    /** Of each index, at the start. */
    private static final long SAMPLE = 1_000;

    @Bean
    IndexInspector indexInspector(DuckDbDatabase database, ProvisionStorageHandler provisioned) {
        return new DuckDbIndexInspector(database);
    }

    /** Closed, and with it what is under way, before the database is. */
    @Bean
    CheckIndexesHandler checkIndexesHandler(
            SchemaCatalog catalog,
            IndexInspector inspector,
            DuckDbProperties properties,
            Clock clock) {
        CheckIndexesHandler handler = new CheckIndexesHandler(catalog, inspector, clock);
        if (properties.indexCheckTime().isPositive() && !catalog.list().isEmpty()) {
            handler.startAll(
                    new Extent(
                            SAMPLE, properties.indexCheckTime().dividedBy(catalog.list().size())));
        }
        return handler;
    }

    @Bean
    MeterBinder indexDisagreements(CheckIndexesHandler checks) {
        return registry ->
                Gauge.builder(
                                "tabularium.index.disagreements",
                                checks,
                                handler -> handler.inDisagreement().size())
                        .description("Schemas with an index that disagrees with their records")
                        .register(registry);
    }

    @Bean
    StorageHealthIndicator storageHealthIndicator(
            DuckDbRecordWriter writer, CheckIndexesHandler checks) {
        return new StorageHealthIndicator(writer, checks);
    }

    @Bean
    IndexesEndpoint indexesEndpoint(CheckIndexesHandler checks, ClusterRecordsHandler rewrites) {
        return new IndexesEndpoint(checks, rewrites);
    }
}
