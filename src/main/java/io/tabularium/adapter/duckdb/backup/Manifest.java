package io.tabularium.adapter.duckdb.backup;

import io.tabularium.domain.maintenance.Snapshot;

import java.time.Instant;

/**
 * What is written beside a snapshot, or an export, about it.
 *
 * @param takenAt when the copy began
 * @param engineVersion of DuckDB
 * @param applicationVersion of the service
 * @param bytes the size of the snapshot's file; 0 for an export
 * @param sha256 of the snapshot's file, hexadecimal; empty for an export
 */
public record Manifest(
        Instant takenAt,
        String engineVersion,
        String applicationVersion,
        long bytes,
        String sha256,
        SnapshotContent content) {

    public static Manifest ofExport(
            Instant takenAt,
            String engineVersion,
            String applicationVersion,
            SnapshotContent content) {
        return new Manifest(takenAt, engineVersion, applicationVersion, 0, "", content);
    }

    Snapshot snapshot(String name) {
        return new Snapshot(name, takenAt, bytes, content.contents());
    }
}
