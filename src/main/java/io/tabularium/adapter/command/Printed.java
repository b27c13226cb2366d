package io.tabularium.adapter.command;

import io.tabularium.domain.maintenance.Snapshot;
import io.tabularium.domain.maintenance.StorageExport.Progress;
import io.tabularium.domain.maintenance.TableContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How commands tell what was done, and how far they are. */
final class Printed {

    private static final Logger LOG = LoggerFactory.getLogger(Printed.class);
    private static final long NANOS_BETWEEN_LINES = TimeUnit.SECONDS.toNanos(1);

    private long lastLine = System.nanoTime() - NANOS_BETWEEN_LINES;

    static List<String> snapshot(String done, Snapshot snapshot) {
        return tables(
                "%s %s: %d bytes, taken at %s"
                        .formatted(done, snapshot.name(), snapshot.bytes(), snapshot.takenAt()),
                snapshot.tables());
    }

    static List<String> tables(String first, List<TableContent> tables) {
        List<String> lines = new ArrayList<>(List.of(first));
        tables.forEach(table -> lines.add("%s: %d rows".formatted(table.name(), table.rows())));
        return lines;
    }

    /** Logs a phase, and within it at most one line in each second. */
    synchronized void phase(String work, Enum<?> phase, long done, long all) {
        if (isDue() || done == 0 || done == all) {
            LOG.atInfo()
                    .addKeyValue("work", work)
                    .addKeyValue("phase", phase.name().toLowerCase(Locale.ROOT))
                    .addKeyValue("done", done)
                    .addKeyValue("all", all)
                    .log("command_progress");
        }
    }

    /** Logs the rows of each table, and within a table at most one line in each second. */
    Progress tables(String work) {
        return (table, rows, all) -> table(work, table, rows, all);
    }

    private synchronized void table(String work, String table, long rows, long all) {
        if (isDue() || rows == all) {
            LOG.atInfo()
                    .addKeyValue("work", work)
                    .addKeyValue("table", table)
                    .addKeyValue("done", rows)
                    .addKeyValue("all", all)
                    .log("command_progress");
        }
    }

    /** Logs a number that grows, at most once in each second. */
    synchronized void number(String work, long done) {
        if (isDue()) {
            LOG.atInfo()
                    .addKeyValue("work", work)
                    .addKeyValue("done", done)
                    .log("command_progress");
        }
    }

    private boolean isDue() {
        long now = System.nanoTime();
        if (now - lastLine < NANOS_BETWEEN_LINES) {
            return false;
        }
        lastLine = now;
        return true;
    }
}
