package io.tabularium.adapter.duckdb.engine;

import com.zaxxer.hikari.SQLExceptionOverride;

import java.sql.SQLException;

/**
 * Keeps a pooled connection after a failure that leaves it whole. Without this the pool would throw
 * away each one on which a statement was cancelled.
 */
final class KeepConnection implements SQLExceptionOverride {

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return switch (SqlFailure.of(failure)) {
            case FATAL, CLOSED -> SQLExceptionOverride.Override.MUST_EVICT;
            case DUPLICATE_KEY,
                    DUPLICATE_KEY_AT_COMMIT,
                    NO_TRANSACTION,
                    CONFLICT,
                    INTERRUPTED,
                    COMMITTED,
                    OUT_OF_MEMORY,
                    REASON_LOST,
                    INPUT_OUTPUT,
                    OTHER ->
                    SQLExceptionOverride.Override.DO_NOT_EVICT;
        };
    }
}
