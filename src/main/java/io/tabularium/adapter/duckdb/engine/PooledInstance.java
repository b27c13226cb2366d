package io.tabularium.adapter.duckdb.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;

import io.micrometer.core.instrument.MeterRegistry;
import io.tabularium.adapter.duckdb.engine.ConnectionSource.ConnectionFactory;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** An opened database and the pools of connections to it. Thread-safe. */
final class PooledInstance {

    private static final Logger LOG = LoggerFactory.getLogger(PooledInstance.class);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** For those who do not give their connections back when the process ends. */
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

    private final DuckDbInstance instance;
    private final HikariDataSource reads;
    private final HikariDataSource streams;

    /** What was lent beside the pools, as far as it was open when that was last looked at. */
    private final Set<DuckDBConnection> lent = new HashSet<>();

    private PooledInstance(
            DuckDbInstance instance, HikariDataSource reads, HikariDataSource streams) {
        this.instance = instance;
        this.reads = reads;
        this.streams = streams;
    }

    /**
     * @throws DatabaseNotOpened with the reason
     */
    static PooledInstance open(DuckDbSettings settings) {
        DuckDbInstance instance = DuckDbInstance.open(settings);
        Deque<AutoCloseable> opened = new ArrayDeque<>(List.of(instance));
        try {
            HikariDataSource reads = pool("reads", settings.reads(), instance::duplicate);
            opened.push(reads);
            HikariDataSource streams = pool("streams", settings.streams(), instance::streaming);
            return new PooledInstance(instance, reads, streams);
        } catch (RuntimeException e) {
            closeAfter(e, opened);
            throw e;
        }
    }

    private static void closeAfter(RuntimeException failure, Iterable<AutoCloseable> opened) {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    DuckDbInstance instance() {
        return instance;
    }

    /** Connections for short reads. */
    HikariDataSource reads() {
        return reads;
    }

    /** Connections for streams. */
    HikariDataSource streams() {
        return streams;
    }

    /** Has the pools measured until they are closed, if there is where to. */
    void measure(@Nullable MeterRegistry registry) {
        if (registry == null) {
            return;
        }
        MetricsTrackerFactory trackers = new MicrometerMetricsTrackerFactory(registry);
        reads.setMetricsTrackerFactory(trackers);
        streams.setMetricsTrackerFactory(trackers);
    }

    /** A connection of the caller's own, to be closed by the caller. */
    synchronized DuckDBConnection connect() throws SQLException {
        DuckDBConnection connection = instance.duplicate();
        forgetClosed();
        lent.add(connection);
        return connection;
    }

    /** Whether a connection is lent. */
    synchronized boolean isInUse() {
        try {
            forgetClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return isInUse(reads) || isInUse(streams) || !lent.isEmpty();
    }

    /** Returns when no connection is lent. */
    void awaitUnused() {
        while (isInUse()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Closes everything, none of which may be in use. That it fails is logged. */
    void close() {
        reads.close();
        streams.close();
        try {
            instance.close();
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("close_failed");
        }
    }

    /** Merges the log and closes everything, unless a connection is not given back in time. */
    void end() {
        long deadline = System.nanoTime() + PATIENCE_AT_END.toNanos();
        while (isInUse() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        try {
            instance.checkpoint();
        } catch (SQLException e) {
            // Nothing is lost: the log is replayed when the file is opened next.
            LOG.atWarn().setCause(e).log("checkpoint_failed");
        }
        if (isInUse()) {
            LOG.atWarn().log("connections_left_open");
        } else {
            close();
        }
    }

    private void forgetClosed() throws SQLException {
        for (DuckDBConnection connection : List.copyOf(lent)) {
            if (connection.isClosed()) {
                lent.remove(connection);
            }
        }
    }

    private static boolean isInUse(HikariDataSource pool) {
        return pool.getHikariPoolMXBean().getActiveConnections() > 0;
    }

    private static HikariDataSource pool(
            String name, DuckDbSettings.Pool settings, ConnectionFactory factory) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new ConnectionSource(factory));
        config.setMaximumPoolSize(settings.size());
        config.setConnectionTimeout(settings.patience().toMillis());
        // Connections inside the process do not age.
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        config.setExceptionOverride(new KeepConnection());
        return new HikariDataSource(config);
    }
}
