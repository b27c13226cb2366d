package io.tabularium.application.command;

import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.StorageClusterer.Phase;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the last time that a schema was clustered.
 *
 * @param phase the one under way, or the last
 * @param copied so many records are in their new order
 * @param all so many there were at the beginning
 * @param endedAt empty as long as it runs
 * @param failure what went wrong, for people
 */
public record ClusteringStatus(
        SchemaName schema,
        State state,
        Phase phase,
        long copied,
        long all,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> failure) {

    /** How far it has come. */
    public enum State {
        RUNNING,
        /** The new order is in force. */
        DONE,
        /** Everything is as it was. */
        FAILED,
        /** Everything is as it was. */
        CANCELLED
    }
}
