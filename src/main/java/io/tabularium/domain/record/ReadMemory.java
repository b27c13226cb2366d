package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException.Overloaded;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the heap of all stored records that are read and answered at the same time. A request
 * takes room before it reads, and gives it back when its answer was sent. Requests that wait for
 * room get it in the order in which they came. Thread-safe.
 *
 * <p>Small requests have room of their own: a client that takes a large record slowly holds nothing
 * that they wait for.
 */
public final class ReadMemory {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int KILOBYTE = 1_024;

    /** A request for no more than this part of the memory is small. */
    private static final int PARTS_OF_SMALL = 64;

    /** The room of small requests, a part of the memory and beside it. */
    private static final int PARTS_FOR_SMALL = 4;

    /** A single record of no more bytes takes no room: most are smaller. */
    public static final long FREE_BYTES = 256 * 1_024;

    private final int capacity;
    private final Duration maxWait;
    private final Semaphore kilobytes;
    private final Semaphore kilobytesOfSmall;

    /**
     * Held by the one share that has, or waits for, more than half. So no more than one request
     * that needs much stands at the head of those that wait.
     */
    private final Semaphore turnOfLargest = new Semaphore(1, true);

    /**
     * @param bytes for all requests together that are not small; a quarter more is for those
     * @param maxWait how long a request may wait for room; not negative
     */
    public ReadMemory(long bytes, Duration maxWait) {
        this.maxWait = maxWait;
        this.capacity = Math.clamp(bytes / KILOBYTE, 1, Integer.MAX_VALUE);
        this.kilobytes = new Semaphore(capacity, true);
        this.kilobytesOfSmall = new Semaphore(Math.max(1, capacity / PARTS_FOR_SMALL), true);
    }

    /** The share of one request, which has no room yet. */
    public Share open() {
        return new Share();
    }

    /** The room that one request has. Used by one thread at a time. */
    public final class Share implements AutoCloseable {

        private int taken;

        /** What was taken is of the room of small requests. */
        private boolean isSmall;

        private boolean hasTurn;

        private Share() {}

        /** Half of the memory, in bytes: two shares of more are never taken at the same time. */
        public long half() {
            return (long) capacity * KILOBYTE / 2;
        }

        /**
         * Waits until the share has at least these bytes. One that has none yet may take more than
         * there are: it gets the whole memory.
         *
         * @throws Overloaded if the memory is not free in time, or is smaller
         */
        public void take(long bytes) {
            int wanted = kilobytes(bytes);
            if (wanted > capacity && taken > 0 && !isSmall) {
                throw new Overloaded(
                        "The page has more bytes than can be read at once; ask for fewer records.",
                        RETRY_AFTER);
            }
            growTo(Math.min(wanted, capacity));
        }

        /**
         * As {@link #take}, for a single record instead of what the share had. A small one takes
         * nothing.
         *
         * @param bytes of the heap, at most
         */
        public void takeOne(long bytes) {
            close();
            if (bytes > FREE_BYTES) {
                take(bytes);
            }
        }

        /** Gives back what {@link #takeOne} has taken beyond what the record really needs. */
        public void settle(DataRecord found) {
            if (taken > 0) {
                settle(RecordWeight.of(found));
            }
        }

        /**
         * Gives back what was taken beyond these bytes. Takes nothing: a share that waits for more
         * while it has some might wait for another that does the same.
         */
        public void settle(long bytes) {
            int spare = taken - kilobytes(bytes);
            if (spare > 0) {
                room().release(spare);
                taken -= spare;
            }
            if (taken <= capacity / 2) {
                endTurn();
            }
        }

        /** Gives back what was taken. */
        @Override
        public void close() {
            room().release(taken);
            taken = 0;
            isSmall = false;
            endTurn();
        }

        private void growTo(int wanted) {
            int more = wanted - taken;
            if (more <= 0) {
                return;
            }
            long deadline = System.nanoTime() + maxWait.toNanos();
            if (wanted <= capacity / PARTS_OF_SMALL && (isSmall || taken == 0)) {
                if (taken == 0 || !kilobytesOfSmall.tryAcquire(more)) {
                    await(kilobytesOfSmall, more, deadline);
                }
                isSmall = true;
                taken = wanted;
            } else if (isSmall) {
                takeFromLarge(wanted, deadline);
            } else {
                grow(wanted, deadline);
            }
        }

        /** Small shares never wait for what the others hold, so this cannot wait for itself. */
        private void takeFromLarge(int wanted, long deadline) {
            int takenOfSmall = taken;
            taken = 0;
            isSmall = false;
            try {
                grow(wanted, deadline);
            } finally {
                kilobytesOfSmall.release(takenOfSmall);
            }
        }

        private void grow(int wanted, long deadline) {
            int more = wanted - taken;
            if (wanted > capacity / 2 && !hasTurn) {
                await(turnOfLargest, 1, deadline);
                hasTurn = true;
            }
            // A share that grows goes before those that wait for their first room: they may wait
            // for what it has.
            if (taken == 0 || !kilobytes.tryAcquire(more)) {
                await(kilobytes, more, deadline);
            }
            taken = wanted;
        }

        private Semaphore room() {
            return isSmall ? kilobytesOfSmall : kilobytes;
        }

        private void endTurn() {
            if (hasTurn) {
                turnOfLargest.release();
                hasTurn = false;
            }
        }

        private static void await(Semaphore semaphore, int permits, long deadline) {
            try {
                long left = deadline - System.nanoTime();
                if (semaphore.tryAcquire(permits, left, TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Overloaded(
                    "Too many large records are asked for at the same time.", RETRY_AFTER);
        }

        private static int kilobytes(long bytes) {
            return Math.clamp(Math.ceilDiv(bytes, KILOBYTE), 1, Integer.MAX_VALUE);
        }
    }
}
