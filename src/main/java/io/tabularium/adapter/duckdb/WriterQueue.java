package io.tabularium.adapter.duckdb;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The jobs that wait for the writer thread, in the order they came. Thread-safe. */
final class WriterQueue {

    private final int capacity;
    private final ArrayDeque<WriterJob> jobs = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Supplier<StorageUnavailable> closed;

    /**
     * @param capacity single writes beyond it are refused; exclusive jobs, which are bounded where
     *     they come from, are not
     */
    WriterQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * @throws Overloaded if too many wait
     * @throws StorageUnavailable if the queue is closed
     */
    void add(WriterJob job) {
        lock.lock();
        try {
            if (closed != null) {
                throw closed.get();
            }
            if (job instanceof PendingWrite && jobs.size() >= capacity) {
                throw PendingWrite.overloaded();
            }
            jobs.add(job);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next job; null when the queue is closed and everything in it was taken. */
    @Nullable WriterJob take() {
        lock.lock();
        try {
            while (jobs.isEmpty() && closed == null) {
                changed.awaitUninterruptibly();
            }
            return jobs.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the single writes that wait now, without waiting for more, up to an exclusive job. */
    List<PendingWrite> takeWrites(int limit) {
        List<PendingWrite> writes = new ArrayList<>();
        lock.lock();
        try {
            while (writes.size() < limit && jobs.peek() instanceof PendingWrite write) {
                jobs.remove();
                writes.add(write);
            }
            return writes;
        } finally {
            lock.unlock();
        }
    }

    /** How many jobs wait. */
    int size() {
        lock.lock();
        try {
            return jobs.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes in nothing more. The first reason stands. */
    void close(Supplier<StorageUnavailable> reason) {
        lock.lock();
        try {
            if (closed == null) {
                closed = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
