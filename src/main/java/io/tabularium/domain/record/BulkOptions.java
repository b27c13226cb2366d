package io.tabularium.domain.record;

import io.tabularium.domain.schema.UniqueKey;

import java.util.Optional;

/**
 * How a bulk load treats faults. Keys with a null are never taken. Whether a key is taken by a
 * stored record is judged by what is stored before the load, so a key that an updated record gives
 * up is free only after the load.
 *
 * @param conflictKey the key whose duplicates are ignored or updated; present exactly if {@code
 *     onConflict} is one of these. Duplicates of any other key are always errors.
 * @param dryRun validate and resolve everything, store nothing
 * @param returning keep the records that were written, where they are at most {@link
 *     BulkLoad#MAX_RETURNED}
 */
public record BulkOptions(
        OnError onError,
        OnConflict onConflict,
        Optional<UniqueKey> conflictKey,
        boolean dryRun,
        boolean returning) {

    /** What a row that cannot be stored means for the others. */
    public enum OnError {
        /** All or nothing. */
        ABORT,
        /** The others are stored. */
        SKIP
    }

    /** What happens to a row whose unique key is taken, by a stored record or an earlier row. */
    public enum OnConflict {
        /** It cannot be stored. */
        ERROR,
        /** It is left out; within the load the first stands. */
        IGNORE,
        /**
         * It replaces the data, as a new version of the same record; within the load the last
         * stands, and the others are ignored, even if the last is rejected for another key.
         */
        UPDATE
    }

    public BulkOptions {
        if (conflictKey.isPresent() != (onConflict != OnConflict.ERROR)) {
            throw new IllegalArgumentException("a conflict key goes with ignore and update");
        }
    }
}
