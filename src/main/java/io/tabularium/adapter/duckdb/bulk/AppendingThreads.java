package io.tabularium.adapter.duckdb.bulk;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that append the rows of one load. Each has an appender of its own on the connection of
 * the load, and thus within its transaction: while one flushes, another fills its appender. Used by
 * the thread of the load, which waits for the others before it uses the connection.
 */
final class AppendingThreads implements AutoCloseable {

    /** Numbered from 0 for each load. */
    private static final String THREAD_NAME = "tabularium-append-";

    /** Rows that all appenders hold together before they flush: those of a row group. */
    private static final int MAX_UNFLUSHED = 122_880;

    private final BulkRows.Appenders appenders;
    private final BulkRows.Row columns;
    private final Queue<RowBatch> batches = new ConcurrentLinkedQueue<>();

    /** Batches that are being appended or wait for it: at most one waits. */
    private final int maxBatches;

    private final Semaphore room;

    /** One permit for each batch in the queue, and in the end one for each thread. */
    private final Semaphore waiting = new Semaphore(0);

    private final Semaphore endedThreads = new Semaphore(0);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int started;
    private boolean ended;

    AppendingThreads(BulkRows.Appenders appenders, BulkRows.Row columns) {
        this(appenders, columns, Thread.ofPlatform().name(THREAD_NAME, 0).daemon().factory());
    }

    /**
     * Starts the threads. If one cannot be started, none is left.
     *
     * @throws OutOfMemoryError if the system has no room for another thread
     */
    AppendingThreads(
            BulkRows.Appenders appenders, BulkRows.Row columns, ThreadFactory threadFactory) {
        this.appenders = appenders;
        this.columns = columns;
        this.maxBatches = appenders.threads() + 1;
        this.room = new Semaphore(maxBatches);
        try {
            while (started < appenders.threads()) {
                threadFactory.newThread(this::run).start();
                started++;
            }
        } catch (RuntimeException | Error e) {
            failure.set(e);
            end();
            throw e;
        }
    }

    /**
     * Has the rows appended, and waits until there is room for them in memory. A batch of very
     * large rows has been appended when this returns.
     *
     * @throws SQLException if a thread has failed
     */
    void append(RowBatch batch) throws SQLException {
        room.acquireUninterruptibly();
        batches.add(batch);
        waiting.release();
        if (batch.isHuge()) {
            room.acquireUninterruptibly(maxBatches);
            room.release(maxBatches);
        }
        requireNoFailure();
    }

    /**
     * Waits until all rows are appended and flushed.
     *
     * @throws SQLException if a thread has failed
     */
    void finish() throws SQLException {
        end();
        requireNoFailure();
    }

    /** Waits until no thread uses the connection. */
    @Override
    public void close() {
        if (!ended) {
            end();
        }
    }

    private void end() {
        ended = true;
        waiting.release(started);
        endedThreads.acquireUninterruptibly(started);
    }

    private void requireNoFailure() throws SQLException {
        switch (failure.get()) {
            case null -> {
                // All is well so far.
            }
            case SQLException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void run() {
        try (DuckDBAppender appender = appenders.opening().open()) {
            appendAll(appender);
        } catch (SQLException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            // The thread of the load may wait for room before it looks for failures.
            room.release(maxBatches);
        } finally {
            endedThreads.release();
        }
    }

    private void appendAll(DuckDBAppender appender) throws SQLException {
        long unflushed = 0;
        for (RowBatch batch = next(); batch != null; batch = next()) {
            batch.append(appender, columns);
            room.release();
            unflushed += batch.size();
            if (unflushed >= MAX_UNFLUSHED / appenders.threads()) {
                appender.flush();
                unflushed = 0;
            }
        }
        appender.flush();
    }

    /** The next batch, or null at the end. */
    private @Nullable RowBatch next() {
        waiting.acquireUninterruptibly();
        return failure.get() == null ? batches.poll() : null;
    }
}
