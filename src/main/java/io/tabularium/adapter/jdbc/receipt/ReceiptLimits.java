package io.tabularium.adapter.jdbc.receipt;

import java.time.Duration;

/**
 * How many receipts are kept, and for how long.
 *
 * @param retention a receipt is found for so long
 * @param number of receipts at most
 * @param bytes of all answers together at most
 */
public record ReceiptLimits(Duration retention, int number, long bytes) {}
