package io.tabularium.adapter.duckdb;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * The kinds of failure that DuckDB reports. The driver sets no SQLState, so they are told apart by
 * the beginning of the message, here and nowhere else.
 */
public enum SqlFailure {
    /** A key is taken, found while the statement ran. The transaction is aborted. */
    DUPLICATE_KEY,
    /** A key was taken meanwhile, found at commit. The transaction is over. */
    DUPLICATE_KEY_AT_COMMIT,
    /** There is nothing to roll back: a failed commit has done so. */
    NO_TRANSACTION,
    /** Another transaction changed the same row. */
    CONFLICT,
    /** The statement was cancelled. */
    INTERRUPTED,
    /** The commit is durable; only the checkpoint that followed it failed. */
    COMMITTED,
    /** The instance is broken: every connection must be closed and the database opened again. */
    FATAL,
    /** The memory limit, or the limit of what may be spilled to disk, is reached. */
    OUT_OF_MEMORY,
    /** The connection or the database was closed. */
    CLOSED,
    OTHER;

    private static final String APPEND_FAILED = "Failed to append: ";
    private static final String COMMIT_FAILED = "TransactionContext Error: Failed to commit: ";

    /** The kind of a failure that the driver threw. */
    public static SqlFailure of(SQLException failure) {
        @Nullable String text = failure.getMessage();
        String message = text == null ? "" : text;
        if (message.contains("COMMIT succeeded and is durable")) {
            return COMMITTED;
        }
        if (message.startsWith("FATAL Error:")
                || message.startsWith("INTERNAL Error:")
                || message.contains("database has been invalidated")) {
            return FATAL;
        }
        if (message.startsWith(COMMIT_FAILED)) {
            return message.startsWith("PRIMARY KEY or UNIQUE", COMMIT_FAILED.length())
                    ? DUPLICATE_KEY_AT_COMMIT
                    : OTHER;
        }
        if (isDuplicateKey(message)) {
            return DUPLICATE_KEY;
        }
        if (message.startsWith("TransactionContext Error: cannot rollback")) {
            return NO_TRANSACTION;
        }
        if (message.startsWith("TransactionContext Error: Conflict on")) {
            return CONFLICT;
        }
        if (message.startsWith("INTERRUPT Error:")) {
            return INTERRUPTED;
        }
        if (message.startsWith("Out of Memory Error:")) {
            return OUT_OF_MEMORY;
        }
        return isClosed(message) ? CLOSED : OTHER;
    }

    /**
     * A statement says what kind of error it is; an appender says only that it failed to append.
     */
    private static boolean isDuplicateKey(String message) {
        int append = message.indexOf(APPEND_FAILED);
        String reason =
                append < 0
                        ? message.replaceFirst("^Constraint Error: ", "")
                        : message.substring(append + APPEND_FAILED.length());
        return reason.length() < message.length()
                && (reason.startsWith("Duplicate key")
                        || reason.startsWith("PRIMARY KEY or UNIQUE"));
    }

    private static boolean isClosed(String message) {
        return message.startsWith("Connection was closed")
                || message.startsWith("Connection Error: ")
                || message.startsWith("Statement was closed")
                || message.startsWith("ResultSet was closed");
    }
}
