package io.tabularium.adapter.jdbc.receipt;

import java.time.Duration;

/**
 * How many receipts are kept, and for how long. A client that is told apart from others may have a
 * quarter of them; those that are not told apart share all.
 *
 * @param retention a receipt is found for so long
 * @param number of receipts at most
 * @param bytes of all answers together at most
 */
public record ReceiptLimits(Duration retention, int number, long bytes) {

    private static final int SHARES = 4;

    /** The receipts that one client may have. */
    int numberOf(String client) {
        return client.isEmpty() ? number : Math.max(1, number / SHARES);
    }

    /** The bytes of answers that one client may have. */
    long bytesOf(String client) {
        return client.isEmpty() ? bytes : Math.max(1, bytes / SHARES);
    }
}
