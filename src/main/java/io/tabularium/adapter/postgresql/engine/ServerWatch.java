package io.tabularium.adapter.postgresql.engine;

import io.tabularium.adapter.jdbc.VitalTask;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Knows whether the server is there. Asks it every second, and at once by a new connection when a
 * connection failed: a server that ended one connection serves the others. While it cannot be used,
 * it is asked four times a second. Thread-safe.
 */
final class ServerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** While the server is there it is asked once in so many intervals. */
    private static final int INTERVALS_OF_PEACE = 4;

    private final Probe probe;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean suspected = new AtomicBoolean();
    private volatile @Nullable String reason;

    /** Used by the watch's thread alone. */
    private int intervals;

    /** Uses the server once. */
    interface Probe extends AutoCloseable {
        /**
         * Uses the connection of the last time, if there is one.
         *
         * @throws SQLException if the server cannot be used for writing
         */
        void perform() throws SQLException;

        /** Ends the connection; the next time has a new one. */
        @Override
        void close();
    }

    ServerWatch(Probe probe) {
        this.probe = probe;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("server-watch").factory());
        // What fails after the end is looked into by nobody.
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        var _ =
                thread.scheduleWithFixedDelay(
                        new VitalTask(this::lookNowAndThen),
                        INTERVAL.toNanos(),
                        INTERVAL.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** Has the server looked for, if a failure is one of the connection. */
    void heed(SQLException failure) {
        if (SqlState.of(failure) == SqlState.LOST
                && reason == null
                && suspected.compareAndSet(false, true)) {
            LOG.atDebug().setCause(failure).log("connection_lost");
            thread.execute(new VitalTask(this::lookAnew));
        }
    }

    /** Why the server cannot be used, for operators; empty if it can. */
    Optional<String> whyUnavailable() {
        return Optional.ofNullable(reason);
    }

    private void lookNowAndThen() {
        intervals++;
        if (reason != null || intervals >= INTERVALS_OF_PEACE) {
            look();
        }
    }

    private void lookAnew() {
        suspected.set(false);
        probe.close();
        look();
    }

    private void look() {
        intervals = 0;
        try {
            probe.perform();
            if (reason != null) {
                reason = null;
                LOG.atWarn().log("server_found");
            }
        } catch (SQLException e) {
            probe.close();
            // A server without a free connection serves those that it has.
            if (reason == null && SqlState.of(e) != SqlState.EXHAUSTED) {
                reason = "The database server cannot be reached, or takes no writes.";
                LOG.atError().setCause(e).log("server_lost");
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        probe.close();
    }
}
