package io.tabularium.loadtests.ratios;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The PostgreSQL server of both sides: the one that the settings name, or one that is started here
 * and ends with this. What is committed there is on the disk.
 */
final class PostgreSqlServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String url;
    private final AutoCloseable process;

    private PostgreSqlServer(String url, AutoCloseable process) {
        this.url = url;
        this.process = process;
    }

    /**
     * Starts the server, or takes the one that is given.
     *
     * @param folder where its files will be
     */
    static PostgreSqlServer open(RatioSettings settings, Path folder) throws IOException {
        if (!settings.postgreSqlUrl().isEmpty()) {
            return new PostgreSqlServer(settings.postgreSqlUrl(), () -> {});
        }
        EmbeddedPostgres started =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setPGStartupWait(PATIENCE)
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        // No checkpoint falls on one side alone.
                        .setServerConfig("max_wal_size", "4GB")
                        .setServerConfig("checkpoint_timeout", "30min")
                        .start();
        return new PostgreSqlServer(started.getJdbcUrl("postgres", "postgres"), started);
    }

    /** A JDBC URL with the user in it. */
    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        try {
            process.close();
        } catch (Exception e) {
            throw new IOException("The PostgreSQL server does not end.", e);
        }
    }
}
