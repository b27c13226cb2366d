package io.tabularium.adapter.postgresql.engine;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** The kinds of failure that PostgreSQL reports, told apart by the code (Appendix A). */
public enum SqlState {
    /** 23505: a key is taken. */
    DUPLICATE_KEY,
    /** 40001, 40P01: another transaction got in the way. The same may succeed when tried again. */
    CONFLICT,
    /** 55P03: a lock was not free in time. */
    LOCKED,
    /** 57014: the statement was cancelled, or took too long. */
    CANCELLED,
    /** No connection of the pool was free in time. */
    BUSY,
    /** 53100, 53200, 53300: the server has no disk, no memory or no connection left. */
    EXHAUSTED,
    /** The connection is gone, or the server takes no writes: it was stopped, or is a standby. */
    LOST,
    OTHER;

    private static final String DUPLICATE_KEY_MESSAGE =
            "duplicate key value violates unique constraint";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** The kind of a failure that the driver threw. */
    public static SqlState of(SQLException failure) {
        @Nullable String code = failure.getSQLState();
        if (code == null) {
            return failure instanceof SQLTransientConnectionException ? BUSY : OTHER;
        }
        return switch (code) {
            case "23505" -> DUPLICATE_KEY;
            case "40001", "40P01" -> CONFLICT;
            case "55P03" -> LOCKED;
            case "57014" -> CANCELLED;
            case "53100", "53200", "53300" -> EXHAUSTED;
            // Shut down, crashed, not accepting connections yet; idle for too long; a standby.
            case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25006" -> LOST;
            // A cluster's COPY passes the message of a node on, without its state.
            case "XX000" -> isDuplicateKey(failure.getMessage()) ? DUPLICATE_KEY : OTHER;
            default -> code.startsWith("08") ? LOST : OTHER;
        };
    }

    private static boolean isDuplicateKey(@Nullable String message) {
        return message != null && message.contains(DUPLICATE_KEY_MESSAGE);
    }

    /** What a failure means for a caller; it becomes the cause. */
    public static TabulariumException translate(SQLException failure) {
        return switch (of(failure)) {
            case LOCKED, CANCELLED, BUSY ->
                    new Overloaded("The storage has too much to do for this now.", RETRY_AFTER);
            case DUPLICATE_KEY, CONFLICT ->
                    new StorageUnavailable("Another write got in the way of this one.", failure);
            case EXHAUSTED, LOST, OTHER -> new StorageUnavailable("The storage failed.", failure);
        };
    }
}
