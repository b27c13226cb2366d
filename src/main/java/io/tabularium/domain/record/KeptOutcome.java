package io.tabularium.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The outcome of a request under an idempotency key, as its receipt keeps it. */
public sealed interface KeptOutcome {

    /**
     * A record was created. It may have changed since.
     *
     * @param createdAt with microseconds
     */
    record Creation(RecordId id, Instant createdAt, Data data) implements KeptOutcome {}

    /**
     * Records were loaded.
     *
     * @param report without records
     * @param records the representation of each record as the answer had it, in UTF-8; empty if the
     *     answer had none. The arrays are not to be changed.
     */
    record Load(BulkReport report, Optional<List<byte[]>> records) implements KeptOutcome {
        public Load {
            records = records.map(List::copyOf);
        }
    }

    /** The data of a created record, as the receipt keeps them. */
    sealed interface Data {

        /** Nothing, because the answer did not have the record. */
        record None() implements Data {}

        /**
         * All of it.
         *
         * @param json of the data in UTF-8, as the answer had it; not to be changed
         */
        @SuppressWarnings("ArrayRecordComponent") // compared by nobody
        record Whole(byte[] json) implements Data {}

        /**
         * A digest. The request that is sent again has the data.
         *
         * @param sha256 of what {@link Whole} would have; not to be changed
         */
        @SuppressWarnings("ArrayRecordComponent") // compared by nobody
        record Digest(byte[] sha256) implements Data {}
    }
}
