package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException.PreconditionFailed;

import java.util.Optional;
import java.util.Set;

/** What must hold of the stored record for a write to take place (RFC 9110, section 13.1). */
public sealed interface Precondition {

    /** Nothing. */
    Precondition NONE = new None();

    /**
     * Returns if it holds of the current record, or of its absence.
     *
     * @throws PreconditionFailed if not
     */
    void require(Optional<DataRecord> current);

    /** Holds always. */
    record None() implements Precondition {
        @Override
        public void require(Optional<DataRecord> current) {
            // nothing is required
        }
    }

    /** {@code If-Match: "1", "2"}: the record has one of these versions. */
    record VersionIn(Set<Long> versions) implements Precondition {
        public VersionIn {
            versions = Set.copyOf(versions);
        }

        @Override
        public void require(Optional<DataRecord> current) {
            if (current.isEmpty() || !versions.contains(current.get().version())) {
                throw new PreconditionFailed(
                        "The record does not have the version that If-Match names.");
            }
        }
    }

    /** {@code If-Match: *}: there is a record. */
    record Exists() implements Precondition {
        @Override
        public void require(Optional<DataRecord> current) {
            if (current.isEmpty()) {
                throw new PreconditionFailed("There is no record, and If-Match requires one.");
            }
        }
    }

    /** {@code If-None-Match: *}: there is no record. */
    record Absent() implements Precondition {
        @Override
        public void require(Optional<DataRecord> current) {
            if (current.isPresent()) {
                throw new PreconditionFailed("There is a record, and If-None-Match excludes one.");
            }
        }
    }

    /** One and the other. */
    record Both(Precondition first, Precondition second) implements Precondition {
        @Override
        public void require(Optional<DataRecord> current) {
            first.require(current);
            second.require(current);
        }
    }
}
