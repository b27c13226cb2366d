package io.tabularium.configuration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.duckdb.DuckDbDatabase;
import io.tabularium.adapter.duckdb.DuckDbIndexInspector;
import io.tabularium.application.command.CheckIndexesHandler;
import io.tabularium.application.command.ClusterRecordsHandler;
import io.tabularium.application.command.ProvisionStorageHandler;
import io.tabularium.domain.schema.IndexInspector.Extent;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** The comparison of indexes with records, at the start and for operators. */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

    /** Of each index, at the start. */
    private static final long SAMPLE = 1_000;

    /** Closed, and with it what is under way, before the database is. */
    @Bean
    CheckIndexesHandler checkIndexesHandler(
            SchemaCatalog catalog,
            DuckDbDatabase database,
            ProvisionStorageHandler provisioned,
            DuckDbProperties properties,
            Clock clock) {
        CheckIndexesHandler handler =
                new CheckIndexesHandler(catalog, new DuckDbIndexInspector(database), clock);
        if (properties.indexCheckTime().isPositive() && !catalog.list().isEmpty()) {
            handler.startAll(
                    new Extent(
                            SAMPLE,
                            properties.indexCheckTime().dividedBy(catalog.list().size())));
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
    IndexesEndpoint indexesEndpoint(CheckIndexesHandler checks, ClusterRecordsHandler rewrites) {
        return new IndexesEndpoint(checks, rewrites);
    }
}
