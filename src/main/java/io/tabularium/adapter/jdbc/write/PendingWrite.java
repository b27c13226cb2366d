package io.tabularium.adapter.jdbc.write;

import io.tabularium.adapter.jdbc.receipt.CreationReceipt;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A single write on its way. The thread that does it completes it, and its caller takes the
 * outcome: the writer thread while the caller waits, or the caller itself. Thread-safe.
 */
public final class PendingWrite implements WriterJob {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Mutation mutation;
    private final Optional<CreationReceipt> receipt;
    private final long madeAt = System.nanoTime();
    private final CompletableFuture<Change> outcome = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();

    /** A write that leaves no receipt. */
    public PendingWrite(Mutation mutation) {
        this(mutation, Optional.empty());
    }

    /**
     * @param receipt that the write leaves, if it creates a record
     */
    public PendingWrite(Mutation mutation, Optional<CreationReceipt> receipt) {
        this.mutation = mutation;
        this.receipt = receipt;
    }

    Mutation mutation() {
        return mutation;
    }

    /** Whether the write leaves a receipt if it is done. */
    boolean leavesReceipt() {
        return receipt.isPresent();
    }

    /** The receipt of the write, once it came to this change. */
    Optional<Receipt> receipt(Change change) {
        return receipt.map(left -> left.of(change.record()));
    }

    /**
     * Takes the write up, or withdraws it: true for the first who asks, so that a write whose
     * caller gave up is never done.
     */
    public boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** How long ago this was made. */
    long ageNanos() {
        return System.nanoTime() - madeAt;
    }

    void succeed(Change change) {
        outcome.complete(change);
    }

    /** Tells the caller that the write is refused. */
    public void refuse(RuntimeException reason) {
        outcome.completeExceptionally(reason);
    }

    @Override
    public void fail(StorageUnavailable reason) {
        outcome.completeExceptionally(reason);
    }

    /**
     * Waits for the outcome. A write that was not taken up in time, or whose caller is interrupted
     * before, is withdrawn; one that was taken up is waited for, so that its outcome is known.
     *
     * @throws Overloaded if it was withdrawn
     */
    public Change await(Duration limit) {
        try {
            return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return withdrawOrFinish();
        } catch (InterruptedException e) {
            try {
                return withdrawOrFinish();
            } finally {
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException e) {
            throw rethrown(outcome.exceptionNow());
        }
    }

    private Change withdrawOrFinish() {
        if (claim()) {
            throw overloaded();
        }
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw rethrown(outcome.exceptionNow());
        }
    }

    static Overloaded overloaded() {
        return new Overloaded("Too many writes are waiting.", RETRY_AFTER);
    }

    private static RuntimeException rethrown(Throwable reason) {
        return reason instanceof RuntimeException exception
                ? exception
                : new IllegalStateException(reason);
    }
}
