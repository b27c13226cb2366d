package io.tabularium.loadtests.ratios.server;

import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The PostgreSQL server that both sides use: the one that the settings name, or an embedded one
 * that stops on {@link #close}. The embedded server writes each commit to the disk.
 */
public final class PostgreSqlServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String url;
    private final AutoCloseable process;

    private PostgreSqlServer(String url, AutoCloseable process) {
        this.url = url;
        this.process = process;
    }

    /**
     * Starts an embedded server, unless the settings name one.
     *
     * @param folder data folder of an embedded server
     */
    public static PostgreSqlServer open(RatioSettings settings, Path folder) throws IOException {
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
                        // No checkpoint may slow one side only.
                        .setServerConfig("max_wal_size", "4GB")
                        .setServerConfig("checkpoint_timeout", "30min")
                        .start();
        return new PostgreSqlServer(started.getJdbcUrl("postgres", "postgres"), started);
    }

    /** JDBC URL that contains the user. */
    public String url() {
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
