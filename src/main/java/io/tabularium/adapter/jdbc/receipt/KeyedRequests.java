package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.domain.TabulariumException.IdempotencyKeyReused;
import io.tabularium.domain.TabulariumException.RequestInProgress;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.receipt.Receipt;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does requests under keys once. Correct only if one process writes to the database. A request that
 * was refused has left nothing, so that the next one under its key counts as the first.
 * Thread-safe.
 */
public final class KeyedRequests {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Function<IdempotencyKey, Optional<Receipt>> receipts;
    private final Set<IdempotencyKey> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param receipts finds what was committed
     */
    public KeyedRequests(Function<IdempotencyKey, Optional<Receipt>> receipts) {
        this.receipts = receipts;
    }

    /**
     * Does the request, unless it was done before.
     *
     * @param kept reads the outcome in a receipt
     * @param write does the request, and leaves a receipt if it succeeds
     * @throws RequestInProgress if another request under that key is under way
     * @throws IdempotencyKeyReused if the key stands for another request
     */
    public <T, K> Once<T, K> once(
            KeyedRequest request, Function<byte[], K> kept, Supplier<T> write) {
        if (!underWay.add(request.key())) {
            throw new RequestInProgress(RETRY_AFTER);
        }
        try {
            Optional<Receipt> receipt = receipts.apply(request.key());
            if (receipt.isEmpty()) {
                return new Once.Now<>(write.get());
            }
            if (!receipt.get().fingerprint().equals(request.fingerprint().get())) {
                throw new IdempotencyKeyReused();
            }
            return new Once.Before<>(kept.apply(receipt.get().outcome()));
        } finally {
            underWay.remove(request.key());
        }
    }
}
