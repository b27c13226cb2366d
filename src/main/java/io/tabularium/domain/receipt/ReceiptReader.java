package io.tabularium.domain.receipt;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.RecordWriter;

import java.util.Optional;

/**
 * Finds the receipts of requests that were done. They are written with what the requests wrote, by
 * {@link RecordWriter}, and found as soon as that call has returned, and for a bounded time.
 * Thread-safe.
 */
public interface ReceiptReader {

    /**
     * The receipt under that key, or empty where there is none, or none any more.
     *
     * @throws TabulariumException.Overloaded if there is none and no further one can be kept, of
     *     that client or at all; says when there will be room
     * @throws TabulariumException.StorageUnavailable if it cannot be told
     */
    Optional<Receipt> find(IdempotencyKey key);
}
