package io.tabularium.domain.receipt;

import java.time.Instant;

/**
 * A receipt as a storage keeps it.
 *
 * @param madeAt from which its retention counts; with microseconds
 */
public record KeptReceipt(Receipt receipt, Instant madeAt) {}
