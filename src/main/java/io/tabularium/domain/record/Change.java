package io.tabularium.domain.record;

/** What a write does, or did, to one stored record. */
public sealed interface Change {

    /**
     * The record after an insert or update. For a removal the record that was, without the values
     * that storage did not have to read.
     */
    DataRecord record();

    /** A record that was not there. */
    record Insert(DataRecord record) implements Change {}

    /** A record that was there, with a new version. */
    record Update(DataRecord record) implements Change {}

    /** A record that is there no more. */
    record Remove(DataRecord record) implements Change {}
}
