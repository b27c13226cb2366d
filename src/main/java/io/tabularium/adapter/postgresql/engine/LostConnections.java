package io.tabularium.adapter.postgresql.engine;

import com.zaxxer.hikari.SQLExceptionOverride;

import java.sql.SQLException;

/** Has a pool keep no connection that failed or takes no writes. */
public final class LostConnections implements SQLExceptionOverride {

    // The interface has a type of that name.
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return SqlState.of(failure) == SqlState.LOST
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}
