package io.tabularium.adapter.jdbc.patch;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.record.RecordId;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets a write that was superseded too often have a record to itself. Writes of existing records
 * share a lock with each other, so that they can share a commit; one that takes it exclusively
 * waits for those under way and holds back those that come later. Locks are fair, and each stands
 * for many records. Thread-safe.
 */
public final class RecordTurns {

    private static final int STRIPES = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ReadWriteLock[] locks =
            Stream.generate(() -> new ReentrantReadWriteLock(true))
                    .limit(STRIPES)
                    .toArray(ReadWriteLock[]::new);

    /**
     * Does a write beside others of the record.
     *
     * @throws Overloaded if another one has the record to itself for too long
     */
    public <T> T shared(RecordId id, Supplier<T> write) {
        return within(lockOf(id).readLock(), write);
    }

    /**
     * Does a write while no other single write changes the record.
     *
     * @throws Overloaded if the others take too long
     */
    <T> T exclusive(RecordId id, Supplier<T> write) {
        return within(lockOf(id).writeLock(), write);
    }

    private static <T> T within(Lock lock, Supplier<T> write) {
        acquire(lock);
        try {
            return write.get();
        } finally {
            lock.unlock();
        }
    }

    private static void acquire(Lock lock) {
        try {
            if (lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Overloaded("Too many writes of the record are under way.", RETRY_AFTER);
    }

    private ReadWriteLock lockOf(RecordId id) {
        int hash = id.hashCode();
        return locks[(hash ^ hash >>> 16) & STRIPES - 1];
    }
}
