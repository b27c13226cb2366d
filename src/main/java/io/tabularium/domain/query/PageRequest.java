package io.tabularium.domain.query;

/**
 * Which part of an answer.
 *
 * @param size records wanted, at least 1
 * @param counted whether the number of all matches is wanted too
 */
public record PageRequest(Start start, int size, boolean counted) {

    public PageRequest {
        if (size < 1) {
            throw new IllegalArgumentException("a page has at least one record");
        }
    }

    /** Where a page begins. */
    public sealed interface Start {

        /** Behind so many records, from 0. */
        record Offset(long skipped) implements Start {
            public Offset {
                if (skipped < 0) {
                    throw new IllegalArgumentException("an offset is not negative");
                }
            }
        }

        /** Just behind a position. */
        record After(Cursor cursor) implements Start {}
    }
}
