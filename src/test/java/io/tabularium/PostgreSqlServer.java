package io.tabularium;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.testcontainers.postgresql.PostgreSQLContainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The PostgreSQL server of the tests: the one that the system property {@code
 * tabularium.test.postgresql.url} names; or a container of the image that {@code
 * tabularium.test.postgresql.image} names; or one that is started for this process without any of
 * these. The last two end with the process. Thread-safe.
 */
public final class PostgreSqlServer {

    private static final String URL = System.getProperty("tabularium.test.postgresql.url", "");
    private static final String IMAGE = System.getProperty("tabularium.test.postgresql.image", "");
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private PostgreSqlServer() {}

    /** Is made when it is first asked for. */
    private static final class Embedded {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Is made when it is first asked for. */
    private static final class Container {
        private static final PostgreSQLContainer SERVER = start();

        private static PostgreSQLContainer start() {
            PostgreSQLContainer server = new PostgreSQLContainer(IMAGE);
            server.setCommand("postgres", "-c", "max_connections=300");
            server.start();
            return server;
        }

        private static String url() {
            String parameters = SERVER.getJdbcUrl().contains("?") ? "&" : "?";
            return "%s%suser=%s&password=%s"
                    .formatted(
                            SERVER.getJdbcUrl(),
                            parameters,
                            SERVER.getUsername(),
                            SERVER.getPassword());
        }
    }

    /** A JDBC URL with the user in it. */
    public static String url() {
        if (!URL.isEmpty()) {
            return URL;
        }
        return IMAGE.isEmpty()
                ? Embedded.SERVER.getJdbcUrl("postgres", "postgres")
                : Container.url();
    }

    /** The name of a database schema that nobody else of this run has. */
    public static String newSchema() {
        return "test_%d_%d".formatted(ProcessHandle.current().pid(), SCHEMAS.incrementAndGet());
    }

    /** The options by which our program uses the server. */
    public static List<String> options(String schema) {
        return List.of(
                "--tabularium.storage.engine=postgresql",
                "--tabularium.postgresql.url=" + url(),
                "--tabularium.postgresql.schema=" + schema);
    }

    /** Drops a database schema with all that is in it. */
    public static void drop(String schema) {
        execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
    }

    /** Executes a statement as the owner of the database. */
    public static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the tables in a database schema. */
    public static List<String> tables(String schema) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT tablename FROM pg_tables WHERE schemaname = '%s'"
                                        .formatted(schema))) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
