package io.tabularium.domain.record;

import io.tabularium.domain.schema.Property;

import java.util.List;

/** What a write does, or did, to one stored record. */
public sealed interface Change {

    /**
     * The record after an insert or update. For a removal the record that was, without the values
     * that storage did not have to read.
     */
    DataRecord record();

    /** The same change to a record whose place in the order of creation is known now. */
    default Change placedAt(long sequence) {
        return switch (this) {
            case Insert(DataRecord record) -> new Insert(record.placedAt(sequence));
            case Update(DataRecord record, List<Property> changed) ->
                    new Update(record.placedAt(sequence), changed);
            case Remove(DataRecord record) -> new Remove(record.placedAt(sequence));
        };
    }

    /** A record that was not there. */
    record Insert(DataRecord record) implements Change {}

    /**
     * A record that was there, with a new version.
     *
     * @param changed the properties whose values may differ from those of the version before, in
     *     the order of the schema
     */
    record Update(DataRecord record, List<Property> changed) implements Change {
        public Update {
            changed = List.copyOf(changed);
        }
    }

    /** A record that is there no more. */
    record Remove(DataRecord record) implements Change {}
}
