package io.tabularium.adapter.postgresql.engine;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.adapter.postgresql.sql.Topology;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** Opens single connections to the server, beside those of pools. Thread-safe. */
public final class ServerAccess {

    /** The first version with the collation {@code pg_c_utf8}. */
    private static final int LEAST_VERSION = 170_000;

    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);

    /** One thread cancels what runs too long, one statement after the other. */
    private static final Duration CANCEL_TIME = Duration.ofSeconds(2);

    /** A server may end statements, or transactions that wait for their client, by itself. */
    private static final String WITHOUT_TIME_LIMITS =
            "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
                    + " SET transaction_timeout = 0";

    private final PostgreSqlSettings settings;

    public ServerAccess(PostgreSqlSettings settings) {
        this.settings = settings;
    }

    /** Uses the connection for something long. */
    @FunctionalInterface
    public interface Use<T, E extends Exception> {
        T with(Connection connection) throws SQLException, E;
    }

    /**
     * Opens a connection for work that may take any time, and closes it.
     *
     * @throws ServerNotUsable if the server cannot be reached, or is not one that Tabularium can
     *     use
     * @throws SQLException if the use threw it
     * @throws E if the use threw it
     */
    public <T, E extends Exception> T use(Use<T, E> use) throws SQLException, E {
        try (Connection connection = connectForLong()) {
            return use.with(connection);
        }
    }

    private Connection connectForLong() {
        try {
            Connection connection = connect(Duration.ZERO);
            try (Statement statement = connection.createStatement()) {
                requireUsable(connection);
                statement.execute(WITHOUT_TIME_LIMITS);
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw ServerNotUsable.because(e);
        }
    }

    /**
     * Opens a connection, to be closed by the caller.
     *
     * @param patience how long an answer of the server is waited for; zero for any time
     */
    Connection connect(Duration patience) throws SQLException {
        Properties properties = properties();
        if (settings.username() != null) {
            properties.setProperty("user", settings.username());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("socketTimeout", String.valueOf(patience.toSeconds()));
        return DriverManager.getConnection(settings.url(), properties);
    }

    /** What every connection is opened with, user and password aside. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "tabularium");
        properties.setProperty("currentSchema", settings.schema());
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_TIME.toSeconds()));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_TIME.toSeconds()));
        properties.setProperty("cancelSignalTimeout", String.valueOf(CANCEL_TIME.toSeconds()));
        // The driver looks for the primary again after a second.
        properties.setProperty("hostRecheckSeconds", "1");
        properties.setProperty("options", "-c timezone=UTC");
        return properties;
    }

    /**
     * Returns if Tabularium can use the server.
     *
     * @throws ServerNotUsable if its version is too old, or the database has another encoding
     */
    static void requireUsable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            requireVersion(statement);
            requireUtf8(statement);
        }
    }

    /**
     * Makes the database schema where there is none, within the caller's transaction if there is
     * one. A user who may not make a schema can be given one.
     */
    public void makeSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_namespace WHERE nspname = current_schema()")) {
                if (found.next()) {
                    return;
                }
            }
            // One statement, so that the lock is held until the schema is there for others.
            statement.execute(
                    """
                    DO $tabularium$ BEGIN PERFORM pg_advisory_xact_lock(%d); \
                    CREATE SCHEMA IF NOT EXISTS %s; END $tabularium$"""
                            .formatted(
                                    PostgreSqlDialect.DEFINITION_LOCK,
                                    Identifiers.quoted(settings.schema())));
        }
    }

    /** Whether the database is a server or the coordinator of a cluster. */
    public static Topology topology(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT 1 FROM pg_extension WHERE extname = 'citus'")) {
            return found.next() ? Topology.CLUSTER : Topology.SERVER;
        }
    }

    private static void requireVersion(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW server_version_num")) {
            row.next();
            if (row.getInt(1) < LEAST_VERSION) {
                throw new ServerNotUsable(
                        "The PostgreSQL server is too old: version 17 or later is needed.", null);
            }
        }
    }

    private static void requireUtf8(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW server_encoding")) {
            row.next();
            if (!row.getString(1).equals("UTF8")) {
                throw new ServerNotUsable(
                        "The encoding of the database is %s; UTF8 is needed."
                                .formatted(row.getString(1)),
                        null);
            }
        }
    }
}
