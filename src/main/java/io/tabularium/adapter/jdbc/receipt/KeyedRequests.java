package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.IdempotencyKeyReused;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.RequestInProgress;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.receipt.Receipt;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Does requests under keys once. A request that was refused has left nothing, so that the next one
 * under its key counts as the first. Thread-safe.
 *
 * <p>Of two requests under one key in this process the second is refused while the first is under
 * way. Two processes may do them at the same time; then the database keeps the first receipt, and
 * what the second one did is undone.
 */
public final class KeyedRequests {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Receipts receipts;
    private final Set<IdempotencyKey> underWay = ConcurrentHashMap.newKeySet();

    /** Where receipts are found. Thread-safe. */
    @FunctionalInterface
    public interface Receipts {

        /**
         * The receipt under that key; empty if there is none or it has expired. Receipts that were
         * committed before the call are found, and are not lost any more.
         *
         * @throws StorageUnavailable if the database cannot be read, or the receipt may be lost
         */
        Optional<Receipt> find(IdempotencyKey key);

        /**
         * Returns if a further receipt under that key can be kept.
         *
         * @throws Overloaded if not; says when there will be room
         */
        default void requireRoom(IdempotencyKey key) {}
    }

    public KeyedRequests(Receipts receipts) {
        this.receipts = receipts;
    }

    /**
     * Does the request, unless it was done before.
     *
     * @param kept reads the outcome in a receipt
     * @param write does the request, and leaves a receipt if it succeeds
     * @param isRefusal whether the outcome says that nothing was stored
     * @throws RequestInProgress if another request under that key is under way
     * @throws IdempotencyKeyReused if the key stands for another request
     * @throws Overloaded if no further receipt can be kept
     */
    public <T, K> Once<T, K> once(
            KeyedRequest request,
            Function<byte[], K> kept,
            Supplier<T> write,
            Predicate<T> isRefusal) {
        if (!underWay.add(request.key())) {
            throw new RequestInProgress(RETRY_AFTER);
        }
        try {
            Optional<K> before = before(request, kept);
            if (before.isPresent()) {
                return new Once.Before<>(before.get());
            }
            receipts.requireRoom(request.key());
            return nowOrBefore(request, kept, write, isRefusal);
        } finally {
            underWay.remove(request.key());
        }
    }

    /**
     * Any refusal can be due to the same request: another process has done it meanwhile, and its
     * records have the keys.
     */
    private <T, K> Once<T, K> nowOrBefore(
            KeyedRequest request,
            Function<byte[], K> kept,
            Supplier<T> write,
            Predicate<T> isRefusal) {
        T outcome;
        try {
            outcome = write.get();
        } catch (TabulariumException refusal) {
            return new Once.Before<>(before(request, kept).orElseThrow(() -> refusal));
        }
        Optional<K> before = isRefusal.test(outcome) ? before(request, kept) : Optional.empty();
        return before.isPresent() ? new Once.Before<>(before.get()) : new Once.Now<>(outcome);
    }

    private <K> Optional<K> before(KeyedRequest request, Function<byte[], K> kept) {
        Optional<Receipt> receipt = receipts.find(request.key());
        if (receipt.isPresent()
                && !receipt.get().fingerprint().equals(request.fingerprint().get())) {
            throw new IdempotencyKeyReused();
        }
        return receipt.map(Receipt::outcome).map(kept);
    }
}
