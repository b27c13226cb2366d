package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.IdempotencyKeyReused;
import io.tabularium.domain.TabulariumException.RequestInProgress;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.receipt.ReceiptDraft;
import io.tabularium.domain.receipt.ReceiptReader;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Sees to it that what is asked for under an idempotency key is done once. A request that was
 * refused has left nothing, so the next under its key is taken as the first. Thread-safe.
 */
public final class RepeatableRequests {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ReceiptReader receipts;
    private final Set<IdempotencyKey> underWay = ConcurrentHashMap.newKeySet();

    public RepeatableRequests(ReceiptReader receipts) {
        this.receipts = receipts;
    }

    /**
     * Does the request, unless it was done before.
     *
     * @param request writes and leaves a receipt of that draft
     * @throws RequestInProgress if another one under that key is under way
     * @throws IdempotencyKeyReused if the key stands for another request
     * @throws TabulariumException whatever the request throws
     */
    <T> Outcome<T> once(ReceiptDraft<?> draft, Supplier<T> request) {
        if (!underWay.add(draft.key())) {
            throw new RequestInProgress(RETRY_AFTER);
        }
        try {
            Optional<Receipt> receipt = receipts.find(draft.key());
            if (receipt.isEmpty()) {
                return new Outcome.Done<>(request.get());
            }
            if (!receipt.get().fingerprint().equals(draft.fingerprint().get())) {
                throw new IdempotencyKeyReused();
            }
            return new Outcome.DoneBefore<>(receipt.get());
        } finally {
            underWay.remove(draft.key());
        }
    }
}
