package io.tabularium.adapter.duckdb.backup;

import java.nio.file.Path;

/**
 * Where snapshots are kept.
 *
 * @param directory the folder; made where there is none
 * @param database the name with which those of snapshots begin
 * @param keep how many are kept, at least 1
 * @param applicationVersion is noted with each
 */
public record BackupSettings(Path directory, String database, int keep, String applicationVersion) {

    SnapshotFolder folder() {
        return new SnapshotFolder(directory, database);
    }
}
