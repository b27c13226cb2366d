package io.tabularium.configuration;

import io.tabularium.domain.backup.Snapshot;
import io.tabularium.domain.backup.StorageBackup;
import io.tabularium.domain.backup.TableContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.ArrayList;
import java.util.List;

/** What operators do with snapshots where no server runs. */
@Configuration(proxyBeanMethods = false)
class BackupCommands {

    private static final Logger LOG = LoggerFactory.getLogger(BackupCommands.class);

    /** A snapshot of a database that no server has open. */
    @Bean
    Command backup(BackupProperties properties, ObjectProvider<StorageBackup> backup) {
        return new Command(
                options -> {
                    properties.requireDirectory();
                    return lines("Backed up", backup.getObject().backUp(BackupCommands::log));
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
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s %s: %d bytes, taken at %s"
                        .formatted(done, snapshot.name(), snapshot.bytes(), snapshot.takenAt()));
        for (TableContent table : snapshot.tables()) {
            lines.add("%s: %d rows".formatted(table.name(), table.rows()));
        }
        return lines;
    }
}
