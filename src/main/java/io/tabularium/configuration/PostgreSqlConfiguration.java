package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.export.ContentExport;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.adapter.postgresql.PostgreSqlAtRest;
import io.tabularium.adapter.postgresql.PostgreSqlOptions;
import io.tabularium.adapter.postgresql.PostgreSqlRecordStore;
import io.tabularium.adapter.postgresql.PostgreSqlStorage;
import io.tabularium.adapter.postgresql.PostgreSqlTransfer;
import io.tabularium.adapter.postgresql.engine.PostgreSqlSettings;
import io.tabularium.adapter.postgresql.engine.ServerNotUsable;
import io.tabularium.adapter.schemafile.StoredDefinitionCompiler;
import io.tabularium.configuration.setting.DuckDbProperties;
import io.tabularium.configuration.setting.LimitsProperties;
import io.tabularium.configuration.setting.PostgreSqlProperties;
import io.tabularium.configuration.setting.StorageProperties.Engine;
import io.tabularium.domain.maintenance.DefinitionCompiler;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Storage on a PostgreSQL server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnEngine(Engine.POSTGRESQL)
@EnableConfigurationProperties(PostgreSqlProperties.class)
class PostgreSqlConfiguration {

    /** A lookup waits for the network and the server, during which others can work. */
    private static final int LEAST_READS = 24;

    /** Groups of single writes at the same time: while one waits for the disk, another works. */
    private static final int WRITERS = 2;

    @Bean
    PostgreSqlSettings postgreSqlSettings(
            PostgreSqlProperties properties, LimitsProperties limits) {
        if (properties.url() == null) {
            throw new ServerNotUsable("The setting tabularium.postgresql.url is missing.", null);
        }
        return new PostgreSqlSettings(
                properties.url(),
                properties.username(),
                properties.password(),
                properties.schema(),
                ReadPool.size(properties.poolSize(), LEAST_READS),
                limits.maxConcurrentStreams(),
                WRITERS,
                limits.maxConcurrentBulks(),
                ReadPool.patience(limits.maxWait()),
                limits.queryTimeout());
    }

    @Bean
    PostgreSqlOptions postgreSqlOptions(PostgreSqlSettings settings, WriterSettings writer) {
        return new PostgreSqlOptions(settings, writer);
    }

    @Bean
    PostgreSqlStorage storage(PostgreSqlOptions options, RecordIdGenerator ids, Clock clock) {
        return new PostgreSqlStorage(options, ids, clock);
    }

    @Bean
    PostgreSqlRecordStore records(PostgreSqlStorage storage, SchemaCatalog catalog) {
        return storage.provision(catalog.list());
    }

    /** DuckDB writes and reads the Parquet files of exports. */
    @Bean
    PostgreSqlAtRest storageAtRest(
            PostgreSqlSettings settings,
            DuckDbProperties engine,
            LimitsProperties limits,
            @Value("${spring.application.version:development}") String version,
            Clock clock) {
        DefinitionCompiler compiler = new StoredDefinitionCompiler();
        PostgreSqlTransfer transfer = new PostgreSqlTransfer(settings, compiler);
        return new PostgreSqlAtRest(
                transfer,
                new ContentExport(
                        transfer,
                        compiler,
                        DuckDbConfiguration.engine(engine, limits),
                        version,
                        clock));
    }
}
