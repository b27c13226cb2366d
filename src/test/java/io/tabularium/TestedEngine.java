package io.tabularium;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An engine under the server that a test calls from outside. */
public enum TestedEngine {
    DUCKDB,
    POSTGRESQL;

    private static final String CHOICE = "tabularium.test.engine";

    /** Returns the one that {@code -Dtabularium.test.engine} names, or else all. */
    public static Stream<TestedEngine> chosen() {
        String choice = System.getProperty(CHOICE, "");
        return choice.isEmpty()
                ? Stream.of(values())
                : Stream.of(valueOf(choice.toUpperCase(Locale.ROOT)));
    }

    /**
     * Returns options of a server whose storage is empty. DuckDB keeps it in the server's folder,
     * PostgreSQL in a database schema of its own.
     */
    public List<String> newStorage() {
        return switch (this) {
            case DUCKDB -> List.of();
            case POSTGRESQL -> PostgreSqlServer.options(PostgreSqlServer.newSchema());
        };
    }
}
