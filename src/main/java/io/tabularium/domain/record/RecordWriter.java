package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException;

/**
 * Writes records. What a call returned from is durable, and seen by every read that begins later.
 * Thread-safe; calls for one record take effect one after the other.
 *
 * <p>Each method may throw {@link TabulariumException.Overloaded} when no capacity is free in time
 * (nothing was written) and {@link TabulariumException.StorageUnavailable} (whether it was written
 * may be unknown).
 */
public interface RecordWriter {

    /**
     * Decides and does one write, and keeps its {@link Mutation#receipt receipt}, atomically.
     *
     * @throws TabulariumException whatever {@link Mutation#decide} throws, and {@link
     *     TabulariumException.DuplicateRecord} if a unique key is taken; nothing was written then
     */
    Change write(Mutation mutation);

    /**
     * Takes every row of a bulk load, resolves conflicts as its options say, and commits them all
     * at once or, where {@link BulkLoad#commits} is false in the end, none. Rows get their places
     * in the order of creation in the order of the input. Memory does not grow with the number of
     * rows. Whatever taking a row throws ends the load with nothing written, and is thrown on. What
     * is committed includes the {@link BulkLoad#receipt receipt}.
     */
    void load(BulkLoad load);
}
