package io.tabularium.adapter.web.pace;

import java.time.Duration;

/**
 * The least speed of a client. Only the time for which it was waited for counts, so that a slow
 * server is no fault of its clients: they may keep it waiting for as long as the bytes take at that
 * speed, and for the grace in addition.
 *
 * @param grace positive
 * @param bytesPerSecond positive
 */
public record Pace(Duration grace, long bytesPerSecond) {

    private static final double NANOS_PER_SECOND = 1e9;

    public Pace {
        if (!grace.isPositive() || bytesPerSecond < 1) {
            throw new IllegalArgumentException("no pace that a client could be held to");
        }
    }

    /** Begins to measure one body. */
    Meter start() {
        return new Meter();
    }

    /** How long one body has kept the server waiting. Used by one thread. */
    final class Meter {

        private long waitedNanos;
        private long bytes;

        /** Notes that bytes went over the connection, and since when they were waited for. */
        void note(long count, long sinceNanos) {
            waitedNanos += System.nanoTime() - sinceNanos;
            bytes += count;
        }

        /** How much longer the server may be kept waiting, in nanoseconds; may be negative. */
        long leftNanos() {
            double allowed = grace.toNanos() + NANOS_PER_SECOND * bytes / bytesPerSecond;
            return (long) allowed - waitedNanos;
        }

        boolean isTooSlow() {
            return leftNanos() < 0;
        }
    }
}
