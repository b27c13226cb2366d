package io.tabularium.application.command;

import io.tabularium.domain.receipt.Receipt;

/** What came of a request that may have been sent before. */
public sealed interface Outcome<T> {

    /** It was done now. */
    record Done<T>(T result) implements Outcome<T> {}

    /** It was done before, and nothing was done now. */
    record DoneBefore<T>(Receipt receipt) implements Outcome<T> {}
}
