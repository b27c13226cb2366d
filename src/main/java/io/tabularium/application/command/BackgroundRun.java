package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A long work of maintenance, done once, on a thread of its own. Thread-safe.
 *
 * @param <P> what it tells of its progress; immutable
 */
final class BackgroundRun<P> {

    /** The work itself. */
    @FunctionalInterface
    interface Work<P> {

        /**
         * Does it to its end.
         *
         * @param progress is to be told how far it is, by any thread
         * @throws InterruptedException if the thread was interrupted, and everything is as it was
         * @throws TabulariumException if it failed, and everything is as it was
         */
        void perform(Consumer<P> progress) throws InterruptedException;
    }

    private final Work<P> work;
    private final InstantSource clock;
    private final Thread thread;
    private volatile RunStatus<P> status;

    /**
     * @param first how far it is before it has begun
     */
    BackgroundRun(String threadName, P first, Work<P> work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
        this.status = RunStatus.begun(first, clock.instant());
        this.thread = Thread.ofPlatform().name(threadName).unstarted(this::perform);
    }

    void start() {
        thread.start();
    }

    /** Stops it, unless its end has come already, and returns when it has ended. */
    void cancel() {
        thread.interrupt();
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

    boolean isRunning() {
        return status.state() == RunStatus.State.RUNNING;
    }

    RunStatus<P> status() {
        return status;
    }

    private void perform() {
        try {
            work.perform(progress -> status = status.at(progress));
            end(RunStatus.State.DONE, Optional.empty());
        } catch (InterruptedException e) {
            end(RunStatus.State.CANCELLED, Optional.empty());
        } catch (TabulariumException e) {
            end(RunStatus.State.FAILED, Optional.ofNullable(e.getMessage()));
        } catch (RuntimeException | Error e) {
            end(RunStatus.State.FAILED, Optional.of("An internal error."));
            throw e;
        }
    }

    private void end(RunStatus.State state, Optional<String> failure) {
        status = status.ended(state, clock.instant(), failure);
    }
}
