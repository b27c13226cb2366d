package io.tabularium.adapter.duckdb.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Long work of the engine, done by a thread of its own, so that the calling one can be interrupted
 * while that waits for the engine.
 */
public final class InterruptibleWork {

    private static final Logger LOG = LoggerFactory.getLogger(InterruptibleWork.class);
    private static final long MILLIS_BETWEEN_INTERRUPTS = 20;

    private InterruptibleWork() {}

    /**
     * Does the work to its end, and returns what it made. If the calling thread is interrupted, the
     * work is stopped; if its end came first, the thread stays interrupted.
     *
     * @param stop makes what the work executes fail, and what it executes later; may be called
     *     again and again
     * @throws InterruptedException if the work was stopped
     * @throws SQLException if the work threw it
     * @throws UncheckedIOException if the work threw an {@link IOException}
     */
    public static <T> T perform(String threadName, Callable<T> work, Runnable stop)
            throws SQLException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread worker = Thread.ofPlatform().name(threadName).start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            return stop(task, worker, stop);
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    /**
     * Waits for the end, which comes soon. The engine forgets an interrupt that comes between two
     * statements, so it gets another and another.
     */
    private static <T> T stop(FutureTask<T> task, Thread worker, Runnable stop)
            throws InterruptedException {
        while (true) {
            stop.run();
            worker.interrupt();
            try {
                T made = task.get(MILLIS_BETWEEN_INTERRUPTS, TimeUnit.MILLISECONDS);
                Thread.currentThread().interrupt();
                return made;
            } catch (ExecutionException e) {
                LOG.atDebug().setCause(e).log("work_stopped");
                throw new InterruptedException();
            } catch (TimeoutException | InterruptedException e) {
                // once more
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException failure) throws SQLException {
        return switch (failure.getCause()) {
            case SQLException e -> throw e;
            case IOException e -> new UncheckedIOException(e);
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(failure);
        };
    }
}
