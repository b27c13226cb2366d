package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.DuckDbRecordWriter;
import io.tabularium.application.command.ClusterRecordsHandler;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

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
}
