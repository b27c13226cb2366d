package io.tabularium.application.command;

import io.tabularium.domain.maintenance.IndexInspector.Disagreement;
import io.tabularium.domain.schema.SchemaName;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the last time that the indexes of a schema were compared with its records.
 *
 * @param compared so many values were compared
 * @param disagreements empty as long as it runs
 * @param endedAt empty as long as it runs
 * @param failure what went wrong, for people
 */
public record IndexCheckStatus(
        SchemaName schema,
        State state,
        long compared,
        List<Disagreement> disagreements,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> failure) {

    public IndexCheckStatus {
        disagreements = List.copyOf(disagreements);
    }

    /** How far it has come. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    static IndexCheckStatus started(SchemaName schema, Instant now) {
        return new IndexCheckStatus(
                schema, State.RUNNING, 0, List.of(), now, Optional.empty(), Optional.empty());
    }

    IndexCheckStatus withCompared(long values) {
        return new IndexCheckStatus(
                schema, state, values, disagreements, startedAt, endedAt, failure);
    }

    IndexCheckStatus done(List<Disagreement> found, Instant now) {
        return new IndexCheckStatus(
                schema, State.DONE, compared, found, startedAt, Optional.of(now), failure);
    }

    IndexCheckStatus cancelled(Instant now) {
        return new IndexCheckStatus(
                schema, State.CANCELLED, compared, List.of(), startedAt, Optional.of(now), failure);
    }

    IndexCheckStatus failed(String reason, Instant now) {
        return new IndexCheckStatus(
                schema,
                State.FAILED,
                compared,
                List.of(),
                startedAt,
                Optional.of(now),
                Optional.of(reason));
    }
}
