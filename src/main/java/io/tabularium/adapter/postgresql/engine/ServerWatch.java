package io.tabularium.adapter.postgresql.engine;

import io.tabularium.adapter.jdbc.VitalTask;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Knows whether the server is there. A failure of a connection makes the storage unavailable at
 * once; a probe that is repeated until it succeeds makes it available again. Thread-safe.
 */
final class ServerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Probe probe;
    private final ScheduledThreadPoolExecutor thread;
    private volatile @Nullable String reason;

    /** Uses the server once. */
    @FunctionalInterface
    interface Probe {
        /**
         * Connects and asks.
         *
         * @throws SQLException if the server cannot be used for writing
         */
        void perform() throws SQLException;
    }

    ServerWatch(Probe probe) {
        this.probe = probe;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("server-watch").factory());
        var _ =
                thread.scheduleWithFixedDelay(
                        new VitalTask(this::look),
                        INTERVAL.toNanos(),
                        INTERVAL.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** Notes a failure, if it is one of the connection. */
    void heed(SQLException failure) {
        if (SqlState.of(failure) == SqlState.LOST && reason == null) {
            reason = "The database server cannot be reached, or takes no writes.";
            LOG.atError().setCause(failure).log("server_lost");
        }
    }

    /** Why the server cannot be used, for operators; empty if it can. */
    Optional<String> whyUnavailable() {
        return Optional.ofNullable(reason);
    }

    private void look() {
        if (reason == null) {
            return;
        }
        try {
            probe.perform();
            reason = null;
            LOG.atWarn().log("server_found");
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("server_not_found");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
