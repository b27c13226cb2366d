package io.tabularium.domain.record;

import io.tabularium.domain.schema.format.UuidText;

import java.util.Optional;
import java.util.UUID;

/** The identifier of a record. */
public record RecordId(UUID value) implements Comparable<RecordId> {

    /** The identifier that a text means, in either case; empty where it is no UUID. */
    public static Optional<RecordId> parse(String text) {
        return UuidText.parse(text).map(RecordId::new);
    }

    @Override
    public int compareTo(RecordId other) {
        return value.compareTo(other.value);
    }

    /** The canonical form: lower case. */
    @Override
    public String toString() {
        return value.toString();
    }
}
