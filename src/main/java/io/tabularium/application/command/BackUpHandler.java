package io.tabularium.application.command;

import io.tabularium.domain.maintenance.Snapshot;
import io.tabularium.domain.maintenance.StorageBackup;
import io.tabularium.domain.maintenance.StorageBackup.Phase;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Has snapshots made of the storage while it is in use. Thread-safe. */
public final class BackUpHandler implements AutoCloseable {

    private final StorageBackup backup;
    private final InstantSource clock;
    private @Nullable BackgroundRun<BackupProgress> last;

    public BackUpHandler(StorageBackup backup, InstantSource clock) {
        this.backup = backup;
        this.clock = clock;
    }

    /**
     * Begins a backup, unless one is under way, and does not wait for its end.
     *
     * @return whether it has begun
     */
    public synchronized boolean start() {
        if (running().isPresent()) {
            return false;
        }
        BackgroundRun<BackupProgress> run =
                new BackgroundRun<>(
                        "tabularium-backup",
                        new BackupProgress(Phase.COPYING, 0, 0, Optional.empty()),
                        this::backUp,
                        clock);
        last = run;
        run.start();
        return true;
    }

    /**
     * Stops what is under way, and returns when it has ended: cancelled, or done if this came too
     * late.
     *
     * @return whether anything was under way
     */
    public synchronized boolean cancel() {
        Optional<BackgroundRun<BackupProgress>> running = running();
        running.ifPresent(BackgroundRun::cancel);
        return running.isPresent();
    }

    /** Whether a backup is under way. */
    public synchronized boolean isRunning() {
        return running().isPresent();
    }

    /** The last backup since the start of the process; empty if there was none. */
    public synchronized Optional<RunStatus<BackupProgress>> status() {
        return Optional.ofNullable(last).map(BackgroundRun::status);
    }

    /** The snapshots that there are, the oldest first. */
    public List<Snapshot> snapshots() {
        return backup.list();
    }

    /** Stops what is under way. */
    @Override
    public void close() {
        cancel();
    }

    private Optional<BackgroundRun<BackupProgress>> running() {
        return Optional.ofNullable(last).filter(BackgroundRun::isRunning);
    }

    private void backUp(Consumer<BackupProgress> progress) throws InterruptedException {
        Snapshot made =
                backup.backUp(
                        (phase, copied, all) ->
                                progress.accept(
                                        new BackupProgress(phase, copied, all, Optional.empty())));
        progress.accept(
                new BackupProgress(Phase.VERIFYING, made.rows(), made.rows(), Optional.of(made)));
    }
}
