package io.tabularium.adapter.duckdb;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One thread that does every single write: it takes all that wait and commits them together, so
 * that the cost of a commit is shared while nobody waits for company. Thread-safe.
 */
final class GroupCommitWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);

    /** Between two attempts of a write whose key is in doubt. */
    private static final long DOUBT_NANOS = 5_000_000;

    private static final String THREAD_NAME = "tabularium-writer";

    private final WriterSettings settings;
    private final Consumer<List<PendingWrite>> commit;
    private final WriterStatistics statistics;
    private final WriterQueue queue;

    /** What the thread has taken from the queue and not finished. */
    private final List<WriterJob> held;

    private final StorageUnavailable failed = new StorageUnavailable("Storage has failed.", null);
    private final Thread thread;

    /**
     * Starts the thread.
     *
     * @param commit completes every write it is given, on the writer thread; if it says that
     *     storage is unavailable, those left fail; the thread dies of anything else that it throws,
     *     as no write can be trusted to succeed then
     */
    GroupCommitWriter(
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
     * @throws Overloaded if too many writes wait, or this one waited too long; nothing was written
     * @throws StorageUnavailable if the writer is closed or has failed
     * @throws TabulariumException if the write is refused
     */
    Change write(Mutation mutation) {
        long began = System.nanoTime();
        while (true) {
            PendingWrite write = new PendingWrite(mutation);
            queue.add(write);
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
     * Does work on the writer thread when its turn comes, with no write in between.
     *
     * @throws StorageUnavailable if the writer is closed or has failed
     * @throws SQLException if the work does
     */
    void runExclusively(ExclusiveJob.Work work) throws SQLException {
        ExclusiveJob job = new ExclusiveJob(work);
        queue.add(job);
        job.await();
    }

    /** How many writes and other jobs wait for their turn. */
    int waiting() {
        return queue.size();
    }

    /**
     * @throws StorageUnavailable if the writer is closed or has failed
     */
    void requireAlive() {
        queue.requireOpen();
    }

    /** Whether writes are taken in: not after this was closed or has failed. */
    boolean isAlive() {
        return queue.isOpen();
    }

    /** Does what waits, takes in nothing more, and returns when the thread has ended. */
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
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (queue.take(settings.maxGroupSize(), held)) {
                perform();
                held.clear();
            }
        } catch (RuntimeException | Error e) {
            end(e);
            // The thread dies of it, so that the handler of uncaught failures can end the process.
            throw e;
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
    private void end(Throwable cause) {
        try {
            queue.close(failed);
            do {
                held.forEach(job -> job.fail(failed));
                held.clear();
            } while (queue.take(settings.maxGroupSize(), held));
        } finally {
            LOG.atError().setMessage("writer_failed").setCause(cause).log();
        }
    }
}
