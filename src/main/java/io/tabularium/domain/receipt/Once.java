package io.tabularium.domain.receipt;

/**
 * The outcome of a {@link KeyedRequest}.
 *
 * @param <T> the outcome of a request that is done
 * @param <K> the part of that outcome that the receipt keeps
 */
public sealed interface Once<T, K> {

    /** The request is done now. */
    record Now<T, K>(T outcome) implements Once<T, K> {}

    /** The request was done before, and nothing is done now. */
    record Before<T, K>(K kept) implements Once<T, K> {}
}
