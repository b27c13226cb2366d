package io.tabularium.adapter.duckdb.recovery;

import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened;
import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened.Fault;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.OpeningFault;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;

/** Opens a database, and first mends what can be mended. Nothing is ever deleted. */
public final class DatabaseRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRecovery.class);

    private final InstantSource clock;

    /**
     * @param clock stamps the names of files that are set aside
     */
    public DatabaseRecovery(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Opens the database file, or makes one. Two kinds of damage are mended:
     *
     * <ul>
     *   <li>Blocks of metadata with a wrong checksum: see {@link TornBlocks}.
     *   <li>A write-ahead log that cannot be replayed: it gets another name, and the file opens
     *       without what was written since the log was last merged.
     * </ul>
     *
     * @throws DatabaseNotOpened with the reason; the file and its log are as they were
     */
    public DuckDbDatabase open(DuckDbSettings settings) {
        @Nullable Path file = settings.path();
        if (file == null) {
            return new DuckDbDatabase(settings);
        }
        new TornBlocks(settings, clock).heal(file.toAbsolutePath());
        try {
            return new DuckDbDatabase(settings);
        } catch (DatabaseNotOpened e) {
            return switch (e.fault()) {
                case LOG_DAMAGED -> withoutLog(settings, file, e);
                case BLOCK_DAMAGED -> throw notHealed(file, e);
                case HELD, NO_DATABASE, TOO_NEW, DAMAGED, MEMORY, DISK, OTHER -> throw e;
            };
        }
    }

    private DuckDbDatabase withoutLog(DuckDbSettings settings, Path file, DatabaseNotOpened e) {
        LOG.atWarn().setCause(e).log("write_ahead_log_not_replayed");
        new LogRecovery(clock).setAside(file);
        return new DuckDbDatabase(settings);
    }

    /** Its action would be to start as this start was. */
    private static DatabaseNotOpened notHealed(Path file, DatabaseNotOpened e) {
        String found =
                e.getCause() instanceof SQLException engine ? OpeningFault.firstLine(engine) : "";
        return new DatabaseNotOpened(
                file, Fault.DAMAGED, "a block is damaged that cannot be healed (" + found + ")", e);
    }
}
