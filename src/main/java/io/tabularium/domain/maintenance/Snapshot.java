package io.tabularium.domain.maintenance;

import java.time.Instant;
import java.util.List;

/**
 * A copy of the storage as it was at one moment, verified when it was made.
 *
 * @param name of its file in the folder of backups
 * @param takenAt that moment, or shortly before
 * @param bytes the size of its file
 * @param tables what it holds, by name; records and the service's own
 */
public record Snapshot(String name, Instant takenAt, long bytes, List<TableContent> tables) {

    public Snapshot {
        tables = List.copyOf(tables);
    }

    /** The rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(TableContent::rows).sum();
    }
}
