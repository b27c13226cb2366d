package io.tabularium.adapter.jdbc.read;

import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.VitalTask;
import io.tabularium.domain.TabulariumException.QueryTimeout;
import io.tabularium.domain.TabulariumException.StorageUnavailable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels what runs too long. A driver's own query timeout may not cover all of the work, nor the
 * wait for a row. Thread-safe.
 */
public final class QueryTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryTimer.class);

    /** A cancel that comes between two statements has no effect, so it is repeated. */
    private static final long REPEAT_MILLIS = 20;

    private final Duration limit;
    private final SlowQueries slow;
    private final ScheduledThreadPoolExecutor scheduler;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    public QueryTimer(QueryTimes times) {
        this.limit = times.limit();
        this.slow = times.slow();
        this.scheduler =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("query-timer").factory());
        scheduler.setRemoveOnCancelPolicy(true);
    }

    /**
     * Starts the time of one call.
     *
     * @throws StorageUnavailable if this is closed
     */
    public Watch start(SlowQueries.Purpose purpose) {
        try {
            Watch watch = new Watch(purpose);
            watches.add(watch);
            return watch;
        } catch (RejectedExecutionException e) {
            throw new StorageUnavailable("Storage is shut down.", e);
        }
    }

    /** Makes the calls under way fail, those too whose next statement has not begun. */
    public void interrupt() {
        watches.forEach(Watch::interrupt);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** The time of one call; closed before its connection is given back. */
    public final class Watch implements AutoCloseable {

        private final SlowQueries.Purpose purpose;
        private final Future<?> alarm;
        private @Nullable Statement running;
        private long began = System.nanoTime();
        private long deadline = began + limit.toNanos();
        private boolean expired;
        private boolean interrupted;

        private Watch(SlowQueries.Purpose purpose) {
            this.purpose = purpose;
            alarm =
                    scheduler.scheduleWithFixedDelay(
                            new VitalTask(this::expire),
                            limit.toMillis(),
                            REPEAT_MILLIS,
                            TimeUnit.MILLISECONDS);
        }

        /** From now on it is this statement that is cancelled. */
        synchronized void begin(Statement statement) {
            expired = expired || isOver();
            requireTime();
            began = System.nanoTime();
            running = statement;
        }

        /** As {@link #begin}, with all of the time. */
        synchronized void beginAnew(Statement statement) {
            requireTime();
            deadline = System.nanoTime() + limit.toNanos();
            running = statement;
        }

        /** From now on nothing is cancelled. */
        synchronized void end() {
            running = null;
        }

        /**
         * As {@link #end}; what was begun is told of, if it took long.
         *
         * @param rows that it gave, if that is known
         */
        synchronized void end(String sql, long rows) {
            end();
            slow.note(() -> purpose, sql, System.nanoTime() - began, rows);
        }

        /**
         * @throws QueryTimeout if the time is over
         * @throws StorageUnavailable if the call was interrupted
         */
        synchronized void requireTime() {
            if (interrupted) {
                throw new StorageUnavailable("The storage failed.", null);
            }
            if (expired) {
                throw new QueryTimeout(limit);
            }
        }

        @Override
        public void close() {
            alarm.cancel(false);
            watches.remove(this);
        }

        private boolean isOver() {
            return System.nanoTime() - deadline >= 0;
        }

        private synchronized void expire() {
            if (running != null && (interrupted || isOver())) {
                expired = true;
                cancel(running);
            }
        }

        private synchronized void interrupt() {
            interrupted = true;
            if (running != null) {
                cancel(running);
            }
        }

        private static void cancel(Statement statement) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.atWarn().setCause(e).log("cancel_failed");
            }
        }
    }
}
