package io.tabularium.adapter.postgresql.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.postgresql.sql.Topology;
import io.tabularium.domain.TabulariumException;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The server that the process works with: a pool of connections for each kind of work. Thread-safe.
 *
 * <p>While the server is gone no connection is lent. It is looked for until it is there again.
 */
public final class PostgreSqlDatabase implements MeterBinder, AutoCloseable {

    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);

    /** A query is cancelled by this process, which knows why, before the server does it. */
    private static final Duration HEAD_START = Duration.ofSeconds(1);

    /** Beyond the time of a statement, which the server ends. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** For places in the order of creation of bulk loads, and for the search for receipts. */
    private static final int FURTHER_WRITES = 2;

    /** A writer needs a second connection to announce a long text. */
    private static final int CONNECTIONS_OF_A_WRITER = 2;

    private static final String NO_LIMIT = "0";

    /** Has the server end what a process has begun that is gone, if its system can tell. */
    private static final String LOOK_FOR_CLIENT =
            "DO 'BEGIN SET client_connection_check_interval = ''1s'';"
                    + " EXCEPTION WHEN invalid_parameter_value THEN NULL; END'";

    private final PostgreSqlSettings settings;
    private final ServerAccess server;
    private final Topology topology;
    private final ServerWatch watch;
    private final CommitTimer commitTimer;
    private final HikariDataSource reads;
    private final HikariDataSource streams;
    private final HikariDataSource writes;
    private final HikariDataSource loads;

    /**
     * Connects to the server, and makes the database schema where there is none.
     *
     * @throws ServerNotUsable with the reason
     */
    public PostgreSqlDatabase(PostgreSqlSettings settings) {
        this.settings = settings;
        server = new ServerAccess(settings);
        topology = prepareServer();
        String limit = settings.statementTime().toMillis() + "ms";
        String laterLimit = settings.statementTime().plus(HEAD_START).toMillis() + "ms";
        reads = pool("reads", settings.reads(), true, laterLimit);
        streams = pool("streams", settings.streams(), true, NO_LIMIT);
        writes =
                pool(
                        "writes",
                        CONNECTIONS_OF_A_WRITER * settings.writers() + FURTHER_WRITES,
                        false,
                        limit);
        loads = pool("loads", settings.loads(), false, NO_LIMIT);
        commitTimer = new CommitTimer(settings.statementTime());
        watch = new ServerWatch(new ServerProbe(() -> server.connect(CONNECT_TIME)));
    }

    /** What the server was when this was made. */
    public Topology topology() {
        return topology;
    }

    /** The number of short reads at the same time, at least 1. */
    public int readConnections() {
        return settings.reads();
    }

    /** Connections for short reads. A transaction on one sees one snapshot. */
    public Connections reads() {
        return lending(reads);
    }

    /** Connections for streams. A transaction on one sees one snapshot. */
    public Connections streams() {
        return lending(streams);
    }

    /** Connections for single writes and for definitions. */
    public Connections writes() {
        return lending(writes);
    }

    /** Connections for bulk loads; what is waited for on them has no time limit. */
    public Connections loads() {
        return lending(loads);
    }

    /**
     * A connection for single writes, to be closed by the caller.
     *
     * @throws SQLException if the server is gone, or no connection is free in time
     */
    public Connection connectToWrite() throws SQLException {
        return connect(writes);
    }

    /**
     * A connection for a bulk load, to be closed by the caller.
     *
     * @throws SQLException if the server is gone, or no connection is free in time
     */
    public Connection connectToLoad() throws SQLException {
        return connect(loads);
    }

    /** Limits the time of commits. */
    public CommitLimit commitLimit() {
        return commitTimer;
    }

    /** What a failed statement means for a caller. A failure of the connection is heeded. */
    public TabulariumException translate(SQLException failure) {
        watch.heed(failure);
        return SqlState.translate(failure);
    }

    /** Why no connection can be had, for operators; empty where one can. */
    public Optional<String> whyUnavailable() {
        return reads.isClosed()
                ? Optional.of("The connections to the database are closed.")
                : watch.whyUnavailable();
    }

    /** Has the pools measured: connections in use, and the wait for one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        for (HikariDataSource pool : new HikariDataSource[] {reads, streams, writes, loads}) {
            if (pool.getMetricRegistry() == null) {
                pool.setMetricRegistry(registry);
            }
        }
    }

    @Override
    public void close() {
        watch.close();
        commitTimer.close();
        reads.close();
        streams.close();
        loads.close();
        writes.close();
    }

    private Connections lending(HikariDataSource pool) {
        return new Connections(() -> connect(pool), this::translate);
    }

    private Connection connect(HikariDataSource pool) throws SQLException {
        requireServer();
        return pool.getConnection();
    }

    private void requireServer() throws SQLException {
        if (watch.whyUnavailable().isPresent()) {
            throw new SQLException("The server is gone", "08001");
        }
    }

    private Topology prepareServer() {
        try (Connection connection = server.connect(CONNECT_TIME)) {
            ServerAccess.requireUsable(connection);
            server.makeSchema(connection);
            return ServerAccess.topology(connection);
        } catch (SQLException e) {
            throw ServerNotUsable.because(e);
        }
    }

    private HikariDataSource pool(String name, int size, boolean isReading, String statementTime) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgresql-" + name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        Properties properties = server.properties();
        if (!statementTime.equals(NO_LIMIT)) {
            properties.setProperty(
                    "socketTimeout",
                    String.valueOf(settings.statementTime().plus(MARGIN).toSeconds()));
        }
        config.setDataSourceProperties(properties);
        config.setMaximumPoolSize(size);
        config.setInitializationFailTimeout(-1);
        // To keep some, the pool would look for the server itself, with pauses of up to 5 s.
        config.setMinimumIdle(0);
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setExceptionOverride(new LostConnections());
        config.setReadOnly(isReading);
        config.setTransactionIsolation(
                isReading ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(
                "SET statement_timeout = '%1$s'; SET lock_timeout = '%1$s'; %2$s"
                        .formatted(statementTime, LOOK_FOR_CLIENT));
        return new HikariDataSource(config);
    }
}
