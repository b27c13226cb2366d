package io.tabularium.adapter.postgresql.engine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How the server is reached.
 *
 * @param url such as {@code jdbc:postgresql://host:5432/db}; several hosts are allowed
 * @param username null for the driver's default
 * @param password null for none
 * @param schema the database schema of all tables; made where there is none
 * @param reads connections for single records, pages and counts, at least 1
 * @param streams connections for streams, at least 1
 * @param writers connections for single writes, at least 1; each has a group of writes at a time
 * @param loads connections for bulk loads, at least 1
 * @param patience how long a caller waits for a free connection, at least 250 ms
 * @param statementTime how long a statement may take, loads and the fetching of streams excepted
 */
public record PostgreSqlSettings(
        String url,
        @Nullable String username,
        @Nullable String password,
        String schema,
        int reads,
        int streams,
        int writers,
        int loads,
        Duration patience,
        Duration statementTime) {

    /** Without the password, so that it can be logged. */
    @Override
    public String toString() {
        return "PostgreSqlSettings[url=%s, username=%s, schema=%s, reads=%d, streams=%d, writers=%d, loads=%d, patience=%s, statementTime=%s]"
                .formatted(
                        withoutParameters(url),
                        username,
                        schema,
                        reads,
                        streams,
                        writers,
                        loads,
                        patience,
                        statementTime);
    }

    /** A URL may have a password among its parameters. */
    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
