package io.tabularium.adapter.duckdb;

import java.nio.file.Path;

/** A database cannot be opened; the message, for the operator, names the file and the reason. */
public final class DatabaseNotOpened extends RuntimeException {

    DatabaseNotOpened(Path path, String reason, Throwable cause) {
        super("The database " + path.toAbsolutePath() + " cannot be opened: " + reason, cause);
    }

    DatabaseNotOpened(String reason, Throwable cause) {
        super("The database in memory cannot be opened: " + reason, cause);
    }
}
