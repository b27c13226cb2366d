package io.tabularium.adapter.jdbc.receipt;

import java.time.Duration;

/**
 * How many receipts are kept, and for how long. One caller may have a quarter of them; receipts
 * whose caller is not known any more count for all alone.
 *
 * @param retention a receipt is found for so long
 * @param number of receipts at most
 * @param bytes of all answers together at most
 */
public record ReceiptLimits(Duration retention, int number, long bytes) {

    private static final int SHARES = 4;

    /** The receipts that one caller may have. */
    int numberOf(String caller) {
        return caller.isEmpty() ? number : Math.max(1, number / SHARES);
    }

    /** The bytes of answers that one caller may have. */
    long bytesOf(String caller) {
        return caller.isEmpty() ? bytes : Math.max(1, bytes / SHARES);
    }
}
