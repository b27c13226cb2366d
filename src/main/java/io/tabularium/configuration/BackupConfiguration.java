package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.backup.BackupSettings;
import io.tabularium.adapter.duckdb.backup.DuckDbBackup;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.operator.BackupsEndpoint;
import io.tabularium.application.command.BackUpHandler;
import io.tabularium.domain.maintenance.StorageBackup;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Snapshots of the database, for the operator's endpoint. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BackupProperties.class)
class BackupConfiguration {

    private static final String DIRECTORY = "tabularium.backup.directory";

    @Bean
    @ConditionalOnProperty(DIRECTORY)
    BackupSettings backupSettings(
            BackupProperties backups,
            DuckDbProperties database,
            @Value("${spring.application.version:development}") String version) {
        String file = database.path().getFileName().toString();
        int dot = file.lastIndexOf('.');
        String name = dot > 0 ? file.substring(0, dot) : file;
        return new BackupSettings(
                Objects.requireNonNull(backups.directory()), name, backups.keep(), version);
    }

    @Bean
    @ConditionalOnProperty(DIRECTORY)
    StorageBackup storageBackup(DuckDbDatabase database, BackupSettings settings, Clock clock) {
        return new DuckDbBackup(database, settings, clock);
    }

    /** Closed, and with it what is under way, before the database is. */
    @Bean
    @ConditionalOnProperty(DIRECTORY)
    BackUpHandler backUpHandler(StorageBackup backup, Clock clock) {
        return new BackUpHandler(backup, clock);
    }

    @Bean
    BackupsEndpoint backupsEndpoint(Optional<BackUpHandler> handler) {
        return new BackupsEndpoint(handler, BackupProperties.MISSING);
    }
}
