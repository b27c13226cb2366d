package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.backup.BackupSettings;
import io.tabularium.adapter.duckdb.backup.DuckDbExport;
import io.tabularium.adapter.duckdb.backup.DuckDbRestore;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.operator.RunStatusJson;
import io.tabularium.domain.maintenance.Snapshot;
import io.tabularium.domain.maintenance.StorageBackup;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StorageRestore;
import io.tabularium.domain.maintenance.StorageRestore.Restored;
import io.tabularium.domain.maintenance.TableContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What operators do with copies of the database where no server runs. */
@Configuration(proxyBeanMethods = false)
class BackupCommands {

    private static final Logger LOG = LoggerFactory.getLogger(BackupCommands.class);
    private static final String SNAPSHOT = "snapshot";
    private static final String DIRECTORY = "directory";

    @Bean
    StorageRestore storageRestore(
            DuckDbSettings settings, Optional<BackupSettings> backups, Clock clock) {
        return new DuckDbRestore(settings, backups, clock);
    }

    @Bean
    StorageExport storageExport(
            DuckDbSettings settings,
            Clock clock,
            @Value("${spring.application.version:development}") String version) {
        return new DuckDbExport(settings, version, clock);
    }

    /** A snapshot of a database that no server has open. */
    @Bean
    Command backup(
            BackupProperties properties,
            DuckDbProperties database,
            ObjectProvider<StorageBackup> backup) {
        return new Command(
                options -> {
                    properties.requireDirectory();
                    database.requireFile();
                    return lines("Backed up", backup.getObject().backUp(BackupCommands::log));
                });
    }

    @Bean("verify-backup")
    Command verifyBackup(StorageRestore restore) {
        return new Command(
                Set.of(SNAPSHOT),
                options -> lines("Verified", restore.verify(options.required(SNAPSHOT))));
    }

    @Bean
    Command restore(StorageRestore restore) {
        return new Command(
                Set.of(SNAPSHOT),
                options -> {
                    Restored restored = restore.restore(options.required(SNAPSHOT));
                    List<String> lines = lines("Restored", restored.snapshot());
                    restored.setAside()
                            .ifPresent(path -> lines.add("The database before: " + path));
                    return lines;
                });
    }

    @Bean("export")
    Command export(StorageExport export, DuckDbProperties database) {
        return new Command(
                Set.of(DIRECTORY),
                options -> {
                    Path directory = Path.of(options.required(DIRECTORY)).toAbsolutePath();
                    database.requireFile();
                    return lines("Exported to " + directory, export.exportTo(directory));
                });
    }

    @Bean("import")
    Command importExport(StorageExport export) {
        return new Command(
                Set.of(DIRECTORY),
                options -> {
                    Path directory = Path.of(options.required(DIRECTORY)).toAbsolutePath();
                    return lines("Imported from " + directory, export.importFrom(directory));
                });
    }

    private static void log(StorageBackup.Phase phase, long copied, long all) {
        LOG.atInfo()
                .addKeyValue("phase", RunStatusJson.text(phase))
                .addKeyValue("rows_copied", copied)
                .addKeyValue("rows", all)
                .log("backup_progress");
    }

    private static List<String> lines(String done, Snapshot snapshot) {
        return lines(
                "%s %s: %d bytes, taken at %s"
                        .formatted(done, snapshot.name(), snapshot.bytes(), snapshot.takenAt()),
                snapshot.tables());
    }

    private static List<String> lines(String first, List<TableContent> tables) {
        List<String> lines = new ArrayList<>(List.of(first));
        tables.forEach(table -> lines.add("%s: %d rows".formatted(table.name(), table.rows())));
        return lines;
    }
}
