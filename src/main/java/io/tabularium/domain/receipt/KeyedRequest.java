package io.tabularium.domain.receipt;

import java.util.function.Supplier;

/**
 * A request that its client may send again under the same key, and that is done once.
 *
 * @param fingerprint equal for equal requests and different for all others; may be asked for once
 *     the request was read to its end, on the thread that reads it
 * @param returning whether the answer has the records that are written, which are then kept for the
 *     next request under the key
 */
public record KeyedRequest(IdempotencyKey key, Supplier<String> fingerprint, boolean returning) {}
