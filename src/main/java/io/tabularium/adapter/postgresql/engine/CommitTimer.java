package io.tabularium.adapter.postgresql.engine;

import io.tabularium.adapter.jdbc.VitalTask;
import io.tabularium.adapter.jdbc.WriteConnection;

import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels commits that take too long. A commit waits for a synchronous standby without any limit:
 * {@code statement_timeout} does not count that wait, and a connection that is given up leaves the
 * server waiting. {@link CommitWarnings} tells what a cancelled commit means. Thread-safe.
 */
public final class CommitTimer implements CommitLimit, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitTimer.class);
    private static final Duration REPEAT = Duration.ofSeconds(1);

    private final Duration limit;
    private final ScheduledThreadPoolExecutor thread;

    CommitTimer(Duration limit) {
        this.limit = limit;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("commit-timer").factory());
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void perform(Connection connection, WriteConnection.Commit commit) throws SQLException {
        Future<?> alarm =
                thread.scheduleWithFixedDelay(
                        new VitalTask(() -> cancel(connection)),
                        limit.toMillis(),
                        REPEAT.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            commit.perform();
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
            LOG.atWarn().log("commit_cancelled");
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("commit_not_cancelled");
        }
    }
}
