package io.tabularium.domain.record;

import io.tabularium.domain.Violation;

import java.util.List;

/** One row of a bulk load, as read from its source. */
public sealed interface BulkRow {

    /** Its place among the rows, from 0. */
    long index();

    /**
     * The line of the input it begins on, from 1; 0 where the input has no lines (a JSON array).
     */
    long line();

    /** The same row, so many rows and lines further behind. */
    BulkRow behind(long rows, long lines);

    /** A row that meets its schema. */
    record Valid(long index, long line, RecordData data) implements BulkRow {
        @Override
        public Valid behind(long rows, long lines) {
            return new Valid(index + rows, line + lines, data);
        }
    }

    /**
     * A row that does not, or is not even well-formed.
     *
     * @param violations the first of them, as many as the report of a load has room for
     * @param count of all its violations
     */
    record Invalid(long index, long line, List<Violation> violations, int count)
            implements BulkRow {
        public Invalid {
            violations = List.copyOf(violations);
        }

        /** A row with these violations and no others. */
        public Invalid(long index, long line, List<Violation> violations) {
            this(index, line, violations, violations.size());
        }

        @Override
        public Invalid behind(long rows, long lines) {
            return new Invalid(index + rows, line + lines, violations, count);
        }
    }
}
