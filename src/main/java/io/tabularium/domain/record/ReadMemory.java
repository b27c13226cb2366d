package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException.Overloaded;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the heap of all stored records that are read and answered at the same time. A request
 * takes room before it reads, and gives it back when its answer was sent. Requests that wait for
 * room get it in the order in which they came. Thread-safe.
 */
public final class ReadMemory {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int KILOBYTE = 1_024;

    /** A single record of no more bytes takes no room: most are smaller. */
    private static final long FREE_BYTES = 256 * 1_024;

    private final int capacity;
    private final Duration maxWait;
    private final Semaphore kilobytes;

    /**
     * @param bytes for all requests together
     * @param maxWait how long a request may wait for room; not negative
     */
    public ReadMemory(long bytes, Duration maxWait) {
        this.maxWait = maxWait;
        this.capacity = Math.clamp(bytes / KILOBYTE, 1, Integer.MAX_VALUE);
        this.kilobytes = new Semaphore(capacity, true);
    }

    /** The share of one request, which has no room yet. */
    public Share open() {
        return new Share();
    }

    /** The room that one request has. Used by one thread. */
    public final class Share implements AutoCloseable {

        private int taken;

        private Share() {}

        /** Half of the memory, in bytes: two shares of more are never taken at the same time. */
        public long half() {
            return (long) capacity * KILOBYTE / 2;
        }

        /**
         * Waits until the share has at least these bytes. One that has none yet may take more than
         * there are: it gets the whole memory.
         *
         * @throws Overloaded if the memory is not free in time, or has never so many bytes
         */
        public void take(long bytes) {
            int wanted = kilobytes(bytes);
            if (wanted > capacity && taken > 0) {
                throw new Overloaded(
                        "The page has more bytes than can be read at once; ask for fewer records.",
                        RETRY_AFTER);
            }
            growTo(Math.min(wanted, capacity));
        }

        /**
         * As {@link #take}, for a single record. A small one takes nothing.
         *
         * @param bytes of the heap, at most
         */
        public void takeOne(long bytes) {
            if (bytes > FREE_BYTES) {
                take(bytes);
            }
        }

        /**
         * Changes what {@link #takeOne} has taken to what the record really has.
         *
         * @throws Overloaded if it has more, and the memory is not free in time
         */
        public void settle(DataRecord found) {
            if (taken > 0) {
                settle(RecordWeight.of(found));
            }
        }

        /**
         * Changes what was taken to these bytes.
         *
         * @throws Overloaded if they are more, and the memory is not free in time
         */
        public void settle(long bytes) {
            int wanted = Math.min(kilobytes(bytes), capacity);
            if (wanted > taken) {
                growTo(wanted);
            } else {
                kilobytes.release(taken - wanted);
                taken = wanted;
            }
        }

        /** Gives back what was taken. */
        @Override
        public void close() {
            kilobytes.release(taken);
            taken = 0;
        }

        private void growTo(int wanted) {
            int more = wanted - taken;
            if (more <= 0) {
                return;
            }
            // A share that grows goes before those that wait for their first room: they may wait
            // for what it has.
            if ((taken == 0 || !kilobytes.tryAcquire(more)) && !await(more)) {
                throw new Overloaded(
                        "Too many large records are asked for at the same time.", RETRY_AFTER);
            }
            taken = wanted;
        }

        private boolean await(int more) {
            try {
                return kilobytes.tryAcquire(more, maxWait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static int kilobytes(long bytes) {
            return Math.clamp(Math.ceilDiv(bytes, KILOBYTE), 1, Integer.MAX_VALUE);
        }
    }
}
