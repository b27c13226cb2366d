package io.tabularium.adapter.duckdb.engine;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kinds of failure that DuckDB reports. The driver sets no SQLState, so they are told apart by
 * how the message begins, here and nowhere else. Never by what else is in it: the engine quotes the
 * values that clients send.
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
    /**
     * The commit is durable; only the checkpoint that followed it failed. The instance is broken as
     * after {@link #FATAL}.
     */
    COMMITTED,
    /** The instance is broken: every connection must be closed and the database opened again. */
    FATAL,
    /** The memory limit, or the limit of what may be spilled to disk, is reached. */
    OUT_OF_MEMORY,
    /**
     * The 2.0 line does not say why a statement failed whose rows are streamed. As statements are
     * valid and those that were cancelled are known, memory was wanting, or else a file failed.
     */
    REASON_LOST,
    /** A file could not be read or written: the disk is full or failing. */
    INPUT_OUTPUT,
    /** The connection or the database was closed. */
    CLOSED,
    OTHER;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final String COMMIT_FAILED = "TransactionContext Error: Failed to commit: ";

    /**
     * A statement says what kind of error it is; an appender says only that it failed to append,
     * and a failed commit is of its own kind, whatever the reason.
     */
    private static final List<String> CONTEXTS =
            List.of("Constraint Error: ", "Failed to append: ", COMMIT_FAILED);

    /** What an appender of the 1.5 line says first; the names in it are ours. */
    private static final Pattern APPENDER_OF_1_5 =
            Pattern.compile(
                    "\\AAppender error, catalog: '\\w*', schema: '\\w*', table: '[\\w$]*',"
                            + " message: ");

    /** What the 1.5 line says before the failure with which a statement could not even begin. */
    private static final String NOT_BEGUN =
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query"
                    + " result\nError: ";

    private static final String CHECKPOINT_FAILED =
            "FATAL Error: Failed to create checkpoint because of error: ";

    /** Whether a checkpoint failed because a file could not be written: the disk may be full. */
    static boolean isOfWriting(SQLException failure) {
        String message = messageOf(failure);
        return message.startsWith(CHECKPOINT_FAILED)
                && isOfFile(message.substring(CHECKPOINT_FAILED.length()));
    }

    /** What a failure means for a caller; it becomes the cause. */
    public static TabulariumException translate(SQLException failure) {
        return switch (of(failure)) {
            case OUT_OF_MEMORY, REASON_LOST ->
                    new Overloaded("There is not enough memory free for this now.", RETRY_AFTER);
            case DUPLICATE_KEY, DUPLICATE_KEY_AT_COMMIT, CONFLICT ->
                    new StorageUnavailable("Another write got in the way of this one.", failure);
            case NO_TRANSACTION, INTERRUPTED, COMMITTED, FATAL, INPUT_OUTPUT, CLOSED, OTHER ->
                    new StorageUnavailable("The storage failed.", failure);
        };
    }

    /** The kind of a failure that the driver threw. */
    public static SqlFailure of(SQLException failure) {
        String message = messageOf(failure);
        for (String context : CONTEXTS) {
            if (message.startsWith(context)) {
                return ofReason(message.substring(context.length()), context);
            }
        }
        return ofKind(message);
    }

    private static SqlFailure ofReason(String reason, String context) {
        if (startsWithAny(reason, "Duplicate key", "PRIMARY KEY or UNIQUE")) {
            return context.equals(COMMIT_FAILED) ? DUPLICATE_KEY_AT_COMMIT : DUPLICATE_KEY;
        }
        if (reason.startsWith("Failed: database has been invalidated")) {
            return FATAL;
        }
        return isOfFile(reason) ? INPUT_OUTPUT : OTHER;
    }

    private static boolean isOfFile(String reason) {
        return startsWithAny(reason, "Could not ", "Cannot open file ", "IO Error: ");
    }

    private static SqlFailure ofKind(String message) {
        if (message.startsWith("FATAL Error: Transaction COMMIT succeeded and is durable")) {
            return COMMITTED;
        }
        if (startsWithAny(message, "FATAL Error:", "INTERNAL Error:")) {
            return FATAL;
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
        if (message.startsWith("Invalid Input Error: Invalid result set")) {
            return REASON_LOST;
        }
        if (message.startsWith("Out of Memory Error:")) {
            return OUT_OF_MEMORY;
        }
        if (message.startsWith("IO Error:")) {
            return INPUT_OUTPUT;
        }
        return startsWithAny(message, "Connection was closed", "Connection Error:")
                ? CLOSED
                : OTHER;
    }

    private static String messageOf(SQLException failure) {
        @Nullable String text = failure.getMessage();
        if (text == null) {
            return "";
        }
        String message = APPENDER_OF_1_5.matcher(text).replaceFirst("");
        return message.startsWith(NOT_BEGUN) ? message.substring(NOT_BEGUN.length()) : message;
    }

    private static boolean startsWithAny(String text, String... beginnings) {
        return Stream.of(beginnings).anyMatch(text::startsWith);
    }
}
