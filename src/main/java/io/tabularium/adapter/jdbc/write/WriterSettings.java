package io.tabularium.adapter.jdbc.write;

import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.receipt.ReceiptLimits;

import java.time.Duration;

/**
 * The bounds of the write side.
 *
 * @param queueCapacity single writes that may wait, at least 1; one more is refused
 * @param maxGroupSize single writes that share a transaction, 1 to 1,024
 * @param maxWait how long a single write waits for its turn before it is withdrawn; positive
 * @param receipts how many requests are remembered, and how long
 * @param slow is told of commits that take long
 */
public record WriterSettings(
        int queueCapacity,
        int maxGroupSize,
        Duration maxWait,
        ReceiptLimits receipts,
        SlowQueries slow) {

    private static final int LARGEST_GROUP = 1_024;

    public WriterSettings {
        if (queueCapacity < 1) {
            throw new IllegalArgumentException("the queue holds at least one write");
        }
        if (maxGroupSize < 1 || maxGroupSize > LARGEST_GROUP) {
            throw new IllegalArgumentException("a group has 1 to " + LARGEST_GROUP + " writes");
        }
        if (!maxWait.isPositive()) {
            throw new IllegalArgumentException("writes wait for a positive time");
        }
    }

    /**
     * The bounds of one of several writers that share the queue.
     *
     * @param writers their number, at least 1
     */
    public WriterSettings shared(int writers) {
        return new WriterSettings(
                Math.max(1, queueCapacity / writers), maxGroupSize, maxWait, receipts, slow);
    }
}
