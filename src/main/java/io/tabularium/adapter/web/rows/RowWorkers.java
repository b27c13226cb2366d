package io.tabularium.adapter.web.rows;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that judge the rows of all bulk loads, one for each processor. Each load has only a
 * few pieces with them at a time, so that loads at the same time get on together. Thread-safe.
 */
public final class RowWorkers implements AutoCloseable {

    private static final String THREAD_NAME = "tabularium-rows-";

    private final ThreadPoolExecutor threads;
    private final long maxBytesAhead;

    /**
     * @param number of threads, at least 1
     */
    public RowWorkers(int number) {
        this.threads =
                new ThreadPoolExecutor(
                        number,
                        number,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name(THREAD_NAME, 0).daemon().factory(),
                        // Who awaits the work does it then.
                        new ThreadPoolExecutor.DiscardPolicy());
        // One piece for each thread, and one that waits for its turn or to be taken.
        this.maxBytesAhead = (number + 1L) * PieceSource.PIECE_BYTES;
    }

    /** How many bytes of input a load may have here, unless a single piece has more. */
    long maxBytesAhead() {
        return maxBytesAhead;
    }

    /** Does the work soon, on a thread of these or on that which awaits it. */
    <T> Task<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        threads.execute(task);
        return new Task<>(threads, task);
    }

    /** Ends the threads when they have done what they were given. */
    @Override
    public void close() {
        threads.shutdown();
    }

    /** Work under way. */
    static final class Task<T> {

        private final ThreadPoolExecutor threads;
        private final FutureTask<T> work;

        private Task(ThreadPoolExecutor threads, FutureTask<T> work) {
            this.threads = threads;
            this.work = work;
        }

        /**
         * What came of it; throws what it threw. Where no thread has begun it yet, the caller does
         * it. Waits through interrupts, which are kept: it is never long.
         */
        T await() {
            // Left in the queue, it would be held with what came of it while all threads are busy.
            threads.remove(work);
            work.run();
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return work.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    } catch (ExecutionException e) {
                        throw rethrown(work.exceptionNow());
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static RuntimeException rethrown(Throwable reason) {
            return switch (reason) {
                case RuntimeException e -> e;
                case Error e -> throw e;
                default -> new IllegalStateException(reason);
            };
        }
    }
}
