package io.tabularium.adapter.duckdb.engine;

import io.tabularium.adapter.jdbc.VitalTask;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Merges the write-ahead log once there is room for it, where that was postponed for want of room.
 * On a thread of its own.
 */
final class LogMerger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogMerger.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE = 64;

    /** What is merged is written once more, and pages of indexes with it. */
    private static final int ROOM_FOR_EACH_BYTE = 2;

    private static final long LEAST_ROOM = 4_000_000;

    private final DuckDbSettings settings;
    private final DuckDbDatabase database;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("tabularium-log-merger").factory());

    private final Future<?> looking;

    /** Intervals to pass before the next attempt, and how many were passed before this one. */
    private int pause;

    private int lastPause;

    LogMerger(DuckDbSettings settings, DuckDbDatabase database) {
        this.settings = settings;
        this.database = database;
        this.looking =
                scheduler.scheduleWithFixedDelay(
                        new VitalTask(this::look),
                        INTERVAL.toMillis(),
                        INTERVAL.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Returns when nothing is being merged. */
    @Override
    public void close() {
        looking.cancel(false);
        scheduler.close();
    }

    private void look() {
        if (pause > 0) {
            pause--;
            return;
        }
        database.instance()
                .filter(DuckDbInstance::isMergingPostponed)
                .filter(instance -> isRoom())
                .ifPresent(this::merge);
    }

    /**
     * An attempt that breaks the engine costs a new opening of the file, so that the next one waits
     * longer; one that only met other writes is repeated soon.
     */
    private void merge(DuckDbInstance instance) {
        try {
            instance.resumeMerging();
            lastPause = 0;
            LOG.atInfo().log("log_merged");
        } catch (SQLException e) {
            if (SqlFailure.of(e) == SqlFailure.FATAL) {
                pause = Math.min(2 * lastPause + 1, LONGEST_PAUSE);
                lastPause = pause;
            }
            LOG.atDebug().setCause(e).log("log_merge_failed");
            database.heed(e);
        }
    }

    private boolean isRoom() {
        @Nullable Path path = settings.path();
        if (path == null) {
            return false;
        }
        try {
            Path log = DuckDbInstance.logOf(path);
            long size = Files.exists(log) ? Files.size(log) : 0;
            long room = Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace();
            return room >= Math.max(LEAST_ROOM, ROOM_FOR_EACH_BYTE * size);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("room_unknown");
            return false;
        }
    }
}
