package io.tabularium.domain;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * Every failure that a caller can be told about, one subtype for each kind. Messages are safe to
 * show to a client: no SQL, path or class name. The cause, where there is one, is for the log.
 */
public abstract sealed class TabulariumException extends RuntimeException {

    private TabulariumException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** No schema of that name. */
    public static final class UnknownSchema extends TabulariumException {
        public UnknownSchema(String name) {
            super("There is no schema named " + Quoted.of(name) + ".", null);
        }
    }

    /** No record of that id in that schema. */
    public static final class RecordNotFound extends TabulariumException {
        public RecordNotFound(String schema, String id) {
            super("There is no record " + Quoted.of(id) + " in " + Quoted.of(schema) + ".", null);
        }
    }

    /** The request's syntax is wrong: not JSON, not CSV, a member that is missing or unknown. */
    public static final class MalformedRequest extends TabulariumException {
        private final int line;
        private final int column;

        /** A fault of the request as a whole. */
        public MalformedRequest(String detail) {
            this(detail, 0, 0);
        }

        /**
         * A fault at a place of the body, line and column from 1; 0 where there is no such place.
         */
        public MalformedRequest(String detail, int line, int column) {
            super(detail, null);
            this.line = line;
            this.column = column;
        }

        /** The line of the body, from 1; 0 if unknown. */
        public int line() {
            return line;
        }

        /** The column of that line, from 1; 0 if unknown. */
        public int column() {
            return column;
        }
    }

    /** A filter, sort, page, cursor or parameter that cannot be honoured. */
    public static final class InvalidQuery extends TabulariumException {
        private final String pointer;

        /**
         * @param pointer the parameter, and within a JSON value the place, such as {@code
         *     /filters/0/operator}
         */
        public InvalidQuery(String pointer, String detail) {
            super(detail, null);
            this.pointer = pointer;
        }

        public String pointer() {
            return pointer;
        }
    }

    /** Well-formed data that violates its schema. */
    public static final class InvalidRecord extends TabulariumException {
        private final List<Violation> violations;
        private final int count;

        public InvalidRecord(Violations violations) {
            super(
                    violations.count() == 1
                            ? "The record violates its schema in 1 place."
                            : "The record violates its schema in "
                                    + violations.count()
                                    + " places.",
                    null);
            this.violations = violations.toList();
            this.count = violations.count();
        }

        /** The first violations, as many as a report has room for. */
        public List<Violation> violations() {
            return violations;
        }

        /** How many violations there are, reported or not. */
        public int count() {
            return count;
        }
    }

    /** A unique key is taken. */
    public static final class DuplicateRecord extends TabulariumException {
        private final List<String> key;

        /**
         * @param key the properties of the key, or {@code _id}
         */
        public DuplicateRecord(List<String> key) {
            super("A record with the same " + String.join(", ", key) + " exists already.", null);
            this.key = List.copyOf(key);
        }

        public List<String> key() {
            return key;
        }
    }

    /** The precondition of a conditional request does not hold. */
    public static final class PreconditionFailed extends TabulariumException {
        public PreconditionFailed(String detail) {
            super(detail, null);
        }
    }

    /** A request under the same idempotency key is being worked on. */
    public static final class RequestInProgress extends TabulariumException {
        private final Duration retryAfter;

        public RequestInProgress(Duration retryAfter) {
            super("A request under the same Idempotency-Key is under way.", null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The idempotency key stands for another request. */
    public static final class IdempotencyKeyReused extends TabulariumException {
        public IdempotencyKeyReused() {
            super("The Idempotency-Key was used for another request.", null);
        }
    }

    /** Something is over its limit. */
    public static final class TooLarge extends TabulariumException {
        public TooLarge(String detail) {
            super(detail, null);
        }
    }

    /** No capacity now; the same request may succeed later. */
    public static final class Overloaded extends TabulariumException {
        private final Duration retryAfter;

        public Overloaded(String detail, Duration retryAfter) {
            super(detail, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Storage cannot serve: closed, full or broken. Whether a write took effect may be unknown. */
    public static final class StorageUnavailable extends TabulariumException {
        public StorageUnavailable(String detail, @Nullable Throwable cause) {
            super(detail, cause);
        }
    }

    /** A query ran over its time limit and was cancelled. */
    public static final class QueryTimeout extends TabulariumException {
        public QueryTimeout(Duration limit) {
            super("The query took longer than " + limit.toMillis() + " ms.", null);
        }
    }
}
