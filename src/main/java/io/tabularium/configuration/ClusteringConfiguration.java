package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.DuckDbRecordWriter;
import io.tabularium.adapter.operator.ClusteringsEndpoint;
import io.tabularium.adapter.web.admission.Bulkheads;
import io.tabularium.application.command.AutomaticClustering;
import io.tabularium.application.command.BackUpHandler;
import io.tabularium.application.command.ClusterRecordsHandler;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.util.Optional;

/** The maintenance of stored order, and its endpoint for operators. */
@Configuration(proxyBeanMethods = false)
class ClusteringConfiguration {

    /** Closed, and with it what is under way, before the writer is. */
    @Bean
    ClusterRecordsHandler clusterRecordsHandler(
            SchemaCatalog catalog, DuckDbRecordWriter writer, Clock clock) {
        return new ClusterRecordsHandler(catalog, writer.clusterer(), clock);
    }

    @Bean
    ClusteringsEndpoint clusteringsEndpoint(ClusterRecordsHandler handler) {
        return new ClusteringsEndpoint(handler);
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
            DuckDbRecordWriter writer,
            ClusterRecordsHandler handler,
            Bulkheads bulkheads,
            Optional<BackUpHandler> backups) {
        return new ClusteringSchedule(
                new AutomaticClustering(
                        catalog,
                        writer.storedOrder(),
                        handler,
                        () ->
                                bulkheads.isIdle()
                                        && backups.stream().noneMatch(BackUpHandler::isRunning)));
    }
}
