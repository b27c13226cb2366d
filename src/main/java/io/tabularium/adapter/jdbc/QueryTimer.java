package io.tabularium.adapter.jdbc;

import io.tabularium.domain.TabulariumException.QueryTimeout;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels what runs too long. A driver's own query timeout may not cover all of the work. Thread-
 * safe.
 */
final class QueryTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryTimer.class);

    /** A cancel that comes between two statements has no effect, so it is repeated. */
    private static final long REPEAT_MILLIS = 20;

    private final Duration limit;
    private final ScheduledThreadPoolExecutor scheduler;

    QueryTimer(Duration limit) {
        this.limit = limit;
        this.scheduler =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("query-timer").factory());
        scheduler.setRemoveOnCancelPolicy(true);
    }

    /** Starts the time of one call. */
    Watch start() {
        return new Watch();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** The time of one call; closed before its connection is given back. */
    final class Watch implements AutoCloseable {

        private final Future<?> alarm;
        private @Nullable Statement running;
        private boolean expired;

        private Watch() {
            alarm =
                    scheduler.scheduleWithFixedDelay(
                            this::expire, limit.toMillis(), REPEAT_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** From now on it is this statement that is cancelled. */
        synchronized void begin(Statement statement) {
            requireTime();
            running = statement;
        }

        /** From now on nothing is cancelled. */
        synchronized void end() {
            running = null;
        }

        /**
         * @throws QueryTimeout if the time is over
         */
        synchronized void requireTime() {
            if (expired) {
                throw new QueryTimeout(limit);
            }
        }

        @Override
        public void close() {
            alarm.cancel(false);
        }

        private synchronized void expire() {
            expired = true;
            if (running != null) {
                try {
                    running.cancel();
                } catch (SQLException e) {
                    LOG.atWarn().setCause(e).log("cancel_failed");
                }
            }
        }
    }
}
