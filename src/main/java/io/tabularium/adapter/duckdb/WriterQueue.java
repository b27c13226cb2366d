package io.tabularium.adapter.duckdb;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The jobs that wait for the writer thread, in the order they came. Thread-safe. */
final class WriterQueue {

    private final int capacity;
    private final ArrayDeque<WriterJob> jobs = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable StorageUnavailable closed;

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
                throw closed;
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

    /**
     * Waits for the next job and takes it, and behind a single write the others that wait now.
     *
     * @param taken is given the jobs, each before the queue lets go of it
     * @return whether there is one: not when the queue is closed and everything in it was taken
     */
    boolean take(int limit, List<WriterJob> taken) {
        lock.lock();
        try {
            while (jobs.isEmpty() && closed == null) {
                changed.awaitUninterruptibly();
            }
            if (jobs.isEmpty()) {
                return false;
            }
            do {
                taken.add(jobs.getFirst());
                jobs.removeFirst();
            } while (taken.size() < limit
                    && taken.getFirst() instanceof PendingWrite
                    && jobs.peekFirst() instanceof PendingWrite);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether jobs are taken in. */
    boolean isOpen() {
        lock.lock();
        try {
            return closed == null;
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
    void close(StorageUnavailable reason) {
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
