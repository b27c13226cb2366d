package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The jobs that wait for the writer thread. Those of one schema keep their order; schemas take
 * turns, so that a flood of writes to one keeps no other waiting, and so do the exclusive jobs.
 * Thread-safe.
 */
final class WriterQueue {

    private final int capacity;

    /** The jobs by whose turn they take, first the one whose turn is next; none is empty. */
    private final SequencedMap<Turn, ArrayDeque<WriterJob>> lanes = new LinkedHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int size;
    private @Nullable StorageUnavailable closed;

    /** Who takes turns. */
    private sealed interface Turn {

        record OfSchema(SchemaName name) implements Turn {}

        record OfExclusiveJobs() implements Turn {}
    }

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
            if (job instanceof PendingWrite && size >= capacity) {
                throw PendingWrite.overloaded();
            }
            lanes.computeIfAbsent(turnOf(job), turn -> new ArrayDeque<>()).add(job);
            size++;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for jobs.
     *
     * @return whether there is one: not when the queue is closed and everything in it was taken
     */
    boolean await() {
        lock.lock();
        try {
            while (lanes.isEmpty() && closed == null) {
                changed.awaitUninterruptibly();
            }
            return !lanes.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the jobs whose turn it is: one exclusive job, or the single writes that wait now.
     *
     * @param limit single writes at most
     * @param taken is given the jobs, each before the queue lets go of it
     * @return whether there is one
     */
    boolean take(int limit, List<WriterJob> taken) {
        lock.lock();
        try {
            if (lanes.isEmpty()) {
                return false;
            }
            if (lanes.firstEntry().getKey() instanceof Turn.OfExclusiveJobs) {
                takeFrom(lanes.pollFirstEntry(), taken);
            } else {
                takeWrites(limit, taken);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** One of each schema in turn; exclusive jobs that are met are next when this is over. */
    private void takeWrites(int limit, List<WriterJob> taken) {
        @Nullable ArrayDeque<WriterJob> passed = null;
        while (taken.size() < limit && !lanes.isEmpty()) {
            Map.Entry<Turn, ArrayDeque<WriterJob>> lane = lanes.pollFirstEntry();
            if (lane.getKey() instanceof Turn.OfExclusiveJobs) {
                passed = lane.getValue();
            } else {
                takeFrom(lane, taken);
            }
        }
        if (passed != null) {
            lanes.putFirst(new Turn.OfExclusiveJobs(), passed);
        }
    }

    private void takeFrom(Map.Entry<Turn, ArrayDeque<WriterJob>> lane, List<WriterJob> taken) {
        ArrayDeque<WriterJob> jobs = lane.getValue();
        taken.add(jobs.getFirst());
        jobs.removeFirst();
        size--;
        if (!jobs.isEmpty()) {
            lanes.putLast(lane.getKey(), jobs);
        }
    }

    private static Turn turnOf(WriterJob job) {
        return switch (job) {
            case PendingWrite write -> new Turn.OfSchema(write.mutation().schema().name());
            case ExclusiveJob _ -> new Turn.OfExclusiveJobs();
        };
    }

    /**
     * @throws StorageUnavailable if the queue is closed
     */
    void requireOpen() {
        lock.lock();
        try {
            if (closed != null) {
                throw closed;
            }
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
            return size;
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
