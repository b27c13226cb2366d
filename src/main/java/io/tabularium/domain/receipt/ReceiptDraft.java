package io.tabularium.domain.receipt;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A receipt still to be made, once it is known what came of the request.
 *
 * @param fingerprint of the request; asked for when all of it was read
 * @param answer makes the answer of what came of the request, by any thread and perhaps more than
 *     once
 */
public record ReceiptDraft<T>(
        IdempotencyKey key, Supplier<String> fingerprint, Function<T, byte[]> answer) {

    public Receipt of(T outcome) {
        return new Receipt(key, fingerprint.get(), answer.apply(outcome));
    }
}
