package io.tabularium.adapter.postgresql.engine;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/** The server cannot be used as a storage; the message says why, for operators. */
public final class ServerNotUsable extends RuntimeException {

    public ServerNotUsable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Of a server that could not be reached, or refused a first statement. */
    static ServerNotUsable because(SQLException failure) {
        return new ServerNotUsable(
                "The PostgreSQL server of tabularium.postgresql.url cannot be used: "
                        + failure.getMessage(),
                failure);
    }
}
