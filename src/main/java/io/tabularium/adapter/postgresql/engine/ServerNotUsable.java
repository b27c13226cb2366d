package io.tabularium.adapter.postgresql.engine;

import org.jspecify.annotations.Nullable;

/** The server cannot be used as a storage; the message says why, for operators. */
public final class ServerNotUsable extends RuntimeException {

    public ServerNotUsable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
