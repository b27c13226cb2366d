package io.tabularium.application.command;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a long work of maintenance.
 *
 * @param <P> what it tells of its progress; immutable
 * @param progress how far it is, or was at its end
 * @param endedAt empty as long as it runs
 * @param failure what went wrong, for people
 */
public record RunStatus<P>(
        State state,
        P progress,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> failure) {

    /** How far it has come. */
    public enum State {
        RUNNING,
        /** What was wanted is in force. */
        DONE,
        /** Everything is as it was. */
        FAILED,
        /** Everything is as it was. */
        CANCELLED
    }

    static <P> RunStatus<P> begun(P first, Instant now) {
        return new RunStatus<>(State.RUNNING, first, now, Optional.empty(), Optional.empty());
    }

    RunStatus<P> at(P now) {
        return new RunStatus<>(state, now, startedAt, endedAt, failure);
    }

    RunStatus<P> ended(State end, Instant now, Optional<String> reason) {
        return new RunStatus<>(end, progress, startedAt, Optional.of(now), reason);
    }
}
