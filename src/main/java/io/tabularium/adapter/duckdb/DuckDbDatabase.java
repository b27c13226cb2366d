package io.tabularium.adapter.duckdb;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * The database that the process works with: pools of connections for reads and for streams, and
 * connections for writers. Thread-safe.
 */
public final class DuckDbDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbDatabase.class);

    private final DuckDbInstance instance;
    private final HikariDataSource reads;
    private final HikariDataSource streams;

    /**
     * Opens the database file, or makes one.
     *
     * @throws DatabaseNotOpened with the reason
     */
    public DuckDbDatabase(DuckDbSettings settings) {
        this.instance = DuckDbInstance.open(settings);
        this.reads = pool("reads", settings.reads(), instance::duplicate);
        this.streams = pool("streams", settings.streams(), instance::streaming);
    }

    /**
     * A connection of the caller's own, to be closed by the caller.
     *
     * @throws SQLException if the database is closed or broken
     */
    public DuckDBConnection connect() throws SQLException {
        return instance.duplicate();
    }

    /** Connections for short reads; waiting for one is bounded. */
    public DataSource reads() {
        return reads;
    }

    /**
     * Connections for streams: a statement's rows are made as they are fetched, and a connection
     * has one open result at a time.
     */
    public DataSource streams() {
        return streams;
    }

    /**
     * Closes the pools, merges the write-ahead log, and closes every connection. Closing twice does
     * nothing more.
     */
    @Override
    public synchronized void close() {
        if (reads.isClosed()) {
            return;
        }
        reads.close();
        streams.close();
        try {
            instance.checkpoint();
        } catch (SQLException e) {
            // Nothing is lost: the log is replayed when the file is opened next.
            LOG.atWarn().setCause(e).log("checkpoint_failed");
        }
        closeQuietly(instance);
    }

    private static void closeQuietly(DuckDbInstance instance) {
        try {
            instance.close();
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("close_failed");
        }
    }

    private static HikariDataSource pool(
            String name, DuckDbSettings.Pool settings, ConnectionFactory factory) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new DuplicatingDataSource(factory));
        config.setMaximumPoolSize(settings.size());
        config.setConnectionTimeout(settings.patience().toMillis());
        // Connections inside the process do not age.
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        config.setExceptionOverride(new KeepConnection());
        return new HikariDataSource(config);
    }

    /** Makes a connection. */
    @FunctionalInterface
    interface ConnectionFactory {
        Connection connect() throws SQLException;
    }
}
