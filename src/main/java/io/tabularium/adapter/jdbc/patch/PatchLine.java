package io.tabularium.adapter.jdbc.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The patches of one record that wait. One caller leads: it applies its patch together with others
 * that wait. When it is done, any caller whose patch still waits may lead. So a caller that fails,
 * while it leads or while it waits, holds nobody up. Thread-safe.
 */
final class PatchLine {

    private static final int MAX_TOGETHER = 64;

    private final Consumer<List<PendingPatch>> apply;
    private final Queue<PendingPatch> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition leadEnded = lock.newCondition();

    /** Guarded by the lock. */
    private boolean led;

    /**
     * @param apply gives each patch of a batch its outcome
     */
    PatchLine(Consumer<List<PendingPatch>> apply) {
        this.apply = apply;
    }

    /** Returns when the patch has its outcome. The caller may apply other patches meanwhile. */
    void perform(PendingPatch patch) {
        waiting.add(patch);
        try {
            while (awaitLead(patch)) {
                try {
                    applyTogether();
                } finally {
                    endLead();
                }
            }
        } finally {
            if (!patch.isDone()) {
                waiting.remove(patch);
            }
        }
    }

    /**
     * Waits until the patch is done or the caller may lead.
     *
     * @return whether the caller leads now
     */
    private boolean awaitLead(PendingPatch patch) {
        lock.lock();
        try {
            while (led && !patch.isDone()) {
                leadEnded.awaitUninterruptibly();
            }
            boolean leads = !patch.isDone();
            led |= leads;
            return leads;
        } finally {
            lock.unlock();
        }
    }

    private void endLead() {
        lock.lock();
        try {
            led = false;
            leadEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void applyTogether() {
        List<PendingPatch> batch = new ArrayList<>(MAX_TOGETHER);
        while (batch.size() < MAX_TOGETHER && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        try {
            apply.accept(batch);
        } catch (RuntimeException | Error e) {
            // An iterator would be allocated, and memory may be what is missing.
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).refuse(e);
            }
        }
    }
}
