package io.tabularium.adapter.jdbc.write;

import io.tabularium.adapter.jdbc.receipt.CreationReceipt;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Does every single write, one group at a time: takes all that wait and commits them together, so
 * that the cost of a commit is shared while nobody waits for company. Thread-safe.
 *
 * <p>A thread of its own does what waits. A write that finds nothing waiting and nothing under way
 * is done by its caller's thread instead: to wake another thread and to be woken by it would take
 * longer than much of the write.
 */
public final class GroupCommitWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);

    /** Between two attempts of a write whose key is in doubt. */
    private static final long DOUBT_NANOS = 5_000_000;

    private static final String THREAD_NAME = "tabularium-writer";

    private final WriterSettings settings;
    private final Consumer<List<PendingWrite>> commit;
    private final WriterStatistics statistics;
    private final WriterQueue queue;

    /** Held by the thread that does writes; guards what {@code commit} uses. */
    private final ReentrantLock turn = new ReentrantLock();

    /** What is taken up and not finished. Guarded by {@code turn}. */
    private final List<WriterJob> held;

    /** What ended the writer. */
    private volatile @Nullable Throwable cause;

    private final StorageUnavailable failed = new StorageUnavailable("Storage has failed.", null);
    private final Thread thread;

    /**
     * Starts the thread.
     *
     * @param commit completes every write it is given, on one thread at a time; if it says that
     *     storage is unavailable, those left fail; the thread dies of anything else that it throws,
     *     as no write can be trusted to succeed then
     */
    public GroupCommitWriter(
            WriterSettings settings,
            Consumer<List<PendingWrite>> commit,
            WriterStatistics statistics) {
        this.settings = settings;
        this.commit = commit;
        this.statistics = statistics;
        this.queue = new WriterQueue(settings.queueCapacity());
        this.held = new ArrayList<>(settings.maxGroupSize());
        this.thread = Thread.ofPlatform().name(THREAD_NAME).start(this::run);
    }

    /**
     * Does one write and returns what came of it.
     *
     * @param receipt that the write leaves, if it creates a record
     * @throws Overloaded if too many writes wait, or this one waited too long; nothing was written
     * @throws StorageUnavailable if the writer is closed or has failed
     * @throws TabulariumException if the write is refused
     */
    public Change write(Mutation mutation, Optional<CreationReceipt> receipt) {
        long began = System.nanoTime();
        while (true) {
            PendingWrite write = new PendingWrite(mutation, receipt);
            if (!performAtOnce(write)) {
                queue.add(write);
            }
            try {
                return write.await(settings.maxWait());
            } catch (KeyInDoubt e) {
                if (System.nanoTime() - began > settings.maxWait().toNanos()) {
                    throw PendingWrite.overloaded();
                }
                // Here, where nobody else has to wait as well.
                LockSupport.parkNanos(DOUBT_NANOS);
            }
        }
    }

    /**
     * Does a write on this thread, if nothing waits and nothing is under way.
     *
     * @return whether the write has an outcome
     * @throws StorageUnavailable if the writer is closed or has failed
     */
    private boolean performAtOnce(PendingWrite write) {
        if (queue.size() > 0 || !turn.tryLock()) {
            return false;
        }
        try {
            queue.requireOpen();
            held.add(write);
            perform();
        } catch (StorageUnavailable e) {
            throw e;
        } catch (RuntimeException | Error e) {
            end(e);
        } finally {
            held.clear();
            turn.unlock();
        }
        return true;
    }

    /**
     * Does work on the writer thread when its turn comes, with no write in between.
     *
     * @throws StorageUnavailable if the writer is closed or has failed
     * @throws SQLException if the work does
     */
    public void runExclusively(ExclusiveJob.Work work) throws SQLException {
        ExclusiveJob job = new ExclusiveJob(work);
        queue.add(job);
        job.await();
    }

    /** How many writes and other jobs wait for their turn. */
    public int waiting() {
        return queue.size();
    }

    /**
     * Refuses, where a write would be refused, work that begins outside the writer.
     *
     * @throws StorageUnavailable if the writer is closed or has failed
     */
    public void requireAlive() {
        queue.requireOpen();
    }

    /** Whether writes are taken in: not after this was closed or has failed. */
    public boolean isAlive() {
        return queue.isOpen();
    }

    /** Does what waits, takes in nothing more, and returns when nothing is under way. */
    @Override
    public void close() {
        queue.close(new StorageUnavailable("Storage is shut down.", null));
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        awaitTurn();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when no caller does its own write any more. */
    private void awaitTurn() {
        turn.lock();
        try {
            LOG.atDebug().log("writer_idle");
        } finally {
            turn.unlock();
        }
    }

    private void run() {
        while (queue.await()) {
            turn.lock();
            try {
                performNext();
            } finally {
                turn.unlock();
            }
        }
        // The thread dies of what ended the writer, so that the handler of uncaught failures can
        // end the process.
        switch (cause) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case null, default -> {}
        }
    }

    private void performNext() {
        try {
            if (queue.take(settings.maxGroupSize(), held)) {
                perform();
                held.clear();
            }
        } catch (RuntimeException | Error e) {
            end(e);
        }
    }

    private void perform() {
        if (held.getFirst() instanceof ExclusiveJob exclusive) {
            exclusive.run();
            return;
        }
        List<PendingWrite> group = new ArrayList<>(held.size());
        for (WriterJob job : held) {
            if (job instanceof PendingWrite write && write.claim()) {
                statistics.countWrite(write.ageNanos());
                group.add(write);
            }
        }
        if (!group.isEmpty()) {
            statistics.countGroup(group.size());
            try {
                commit.accept(group);
            } catch (StorageUnavailable e) {
                group.forEach(write -> write.fail(e));
            }
        }
    }

    /** Nobody may be left waiting, least of all when there is no memory left to say why. */
    private void end(Throwable reason) {
        cause = reason;
        try {
            queue.close(failed);
            do {
                held.forEach(job -> job.fail(failed));
                held.clear();
            } while (queue.take(settings.maxGroupSize(), held));
        } finally {
            LOG.atError().setMessage("writer_failed").setCause(reason).log();
        }
    }
}
