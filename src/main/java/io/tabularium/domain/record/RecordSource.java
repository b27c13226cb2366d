package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException;

import org.jspecify.annotations.Nullable;

/** Rows of a bulk load, in the order of the input. Used by one thread at a time. */
@FunctionalInterface
public interface RecordSource {

    /**
     * The next row, or null at the end.
     *
     * @throws TabulariumException if the input as a whole cannot be read on: malformed, too large,
     *     broken off
     */
    @Nullable BulkRow next();
}
