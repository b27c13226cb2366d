package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.TabulariumException.StorageUnavailable;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Work that no single write may come between: the writer thread does it, and it alone. Thread-safe.
 */
final class ExclusiveJob implements WriterJob {

    /** The work itself. */
    @FunctionalInterface
    public interface Work {
        void perform() throws SQLException;
    }

    private final Work work;
    private final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();

    ExclusiveJob(Work work) {
        this.work = work;
    }

    /** Does the work; what it throws is thrown to who waits for it. */
    void run() {
        try {
            work.perform();
            outcome.complete(null);
        } catch (SQLException | RuntimeException | Error e) {
            outcome.completeExceptionally(e);
        }
    }

    @Override
    public void fail(StorageUnavailable reason) {
        outcome.completeExceptionally(reason);
    }

    /**
     * Waits until the work is done, through interrupts, which are kept.
     *
     * @throws SQLException if the work did
     */
    void await() throws SQLException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    outcome.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(outcome.exceptionNow());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(Throwable reason) throws SQLException {
        return switch (reason) {
            case SQLException e -> throw e;
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(reason);
        };
    }
}
