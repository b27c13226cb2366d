package io.tabularium.domain.record;

import io.tabularium.domain.ReportRoom;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.BulkReport.Fault;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The rejected rows of a bulk load, in whatever order they are found. Keeps what the report shows:
 * the first {@value BulkLoad#MAX_REPORTED} by index, as far as the report has room for their
 * violations, and counts the rest. Used by one thread.
 */
final class RejectedRows {

    private final TreeMap<Long, BulkRow.Invalid> kept = new TreeMap<>();
    private long keptBytes;
    private long count;

    /** Rows from this index on are behind those that fill the report. */
    private long end = Long.MAX_VALUE;

    /** Adds a row; one that was added before stays as it is. */
    void add(BulkRow.Invalid row) {
        count += row.count();
        if (row.index() < end && kept.putIfAbsent(row.index(), row) == null) {
            keptBytes += bytes(row);
            while (kept.size() > BulkLoad.MAX_REPORTED || isLastRowBeyondReport()) {
                end = kept.lastKey();
                keptBytes -= bytes(kept.pollLastEntry().getValue());
            }
        }
    }

    /** Adds rows of one violation each that are known to be behind those that are reported. */
    void addUnreported(long rows) {
        count += rows;
    }

    /** The violations of all rows. */
    long count() {
        return count;
    }

    /** The violations that the report shows, by row. */
    List<Fault> faults() {
        ReportRoom room = new ReportRoom();
        List<Fault> faults = new ArrayList<>();
        for (BulkRow.Invalid row : kept.values()) {
            for (Violation violation : row.violations()) {
                if (!room.take(violation)) {
                    return faults;
                }
                faults.add(new Fault(row.index(), row.line(), violation));
            }
            if (row.violations().size() < Math.min(row.count(), Violations.MAX_REPORTED)) {
                // The rows of its stretch of the input had filled a report before it.
                return faults;
            }
        }
        return faults;
    }

    private boolean isLastRowBeyondReport() {
        return kept.size() > 1
                && keptBytes - bytes(kept.lastEntry().getValue()) > ReportRoom.MAX_BYTES;
    }

    private static long bytes(BulkRow.Invalid row) {
        return row.violations().stream().mapToLong(Violation::size).sum();
    }
}
