package io.tabularium.adapter.duckdb.engine;

import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One opened database: a root connection that holds it open, and its duplicates, for all
 * connections to a file must have identical options. Thread-safe.
 */
final class DuckDbInstance implements AutoCloseable {

    /** More than a log ever grows to: it is merged when that is asked for, not by itself. */
    private static final String NO_THRESHOLD = "1TB";

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbInstance.class);

    private final DuckDBConnection root;
    private final @Nullable String checkpointThreshold;
    private final Set<DuckDBConnection> duplicates = new HashSet<>();
    private final Queue<DuckDBConnection> streaming = new ArrayDeque<>();
    private boolean closed;
    private volatile boolean mergingPostponed;

    private DuckDbInstance(DuckDBConnection root, @Nullable String checkpointThreshold) {
        this.root = root;
        this.checkpointThreshold = checkpointThreshold;
    }

    /**
     * Opens the file and merges the log that was left behind, which else is replayed each time, and
     * longer with each write. Where there is no room for that, merging is postponed.
     *
     * @throws DatabaseNotOpened with the reason
     */
    static DuckDbInstance open(DuckDbSettings settings) {
        @Nullable Path path = settings.path();
        try {
            createDirectories(settings);
            boolean logLeftBehind = path != null && Files.exists(logOf(path));
            DuckDbInstance instance = opened(settings);
            return logLeftBehind ? merged(instance, settings) : instance;
        } catch (SQLException e) {
            DatabaseNotOpened.Fault fault = OpeningFault.of(e);
            throw new DatabaseNotOpened(path, fault, OpeningFault.reason(fault, e), e);
        } catch (IOException e) {
            String reason = "its directory cannot be made (" + e.getMessage() + ")";
            throw new DatabaseNotOpened(path, DatabaseNotOpened.Fault.OTHER, reason, e);
        }
    }

    private static DuckDbInstance opened(DuckDbSettings settings) throws SQLException {
        DuckDbInstance instance =
                new DuckDbInstance(connect(settings), settings.checkpointThreshold());
        try {
            instance.configure(settings);
            return instance;
        } catch (SQLException | RuntimeException e) {
            instance.closeAfter(e);
            throw e;
        }
    }

    /** A checkpoint that fails breaks the instance, though nothing in the file. */
    private static DuckDbInstance merged(DuckDbInstance instance, DuckDbSettings settings)
            throws SQLException {
        try {
            instance.checkpoint();
            return instance;
        } catch (SQLException e) {
            instance.closeAfter(e);
            if (!SqlFailure.isOfWriting(e)) {
                throw e;
            }
            LOG.atWarn().setCause(e).log("log_merge_postponed");
        }
        DuckDbInstance unmerged = opened(settings);
        try {
            unmerged.postponeMerging();
            return unmerged;
        } catch (SQLException e) {
            unmerged.closeAfter(e);
            throw e;
        }
    }

    /** A further connection, with its own transactions. */
    synchronized DuckDBConnection duplicate() throws SQLException {
        if (closed) {
            throw new SQLException("Connection was closed");
        }
        DuckDBConnection duplicate = root.duplicate();
        forgetClosed();
        duplicates.add(duplicate);
        return duplicate;
    }

    /** One of the connections whose results are streamed; their number is fixed. */
    synchronized DuckDBConnection streaming() throws SQLException {
        DuckDBConnection connection = streaming.poll();
        if (connection == null) {
            throw new SQLException("Every streaming connection was handed out");
        }
        return connection;
    }

    /** Whether the engine has given this up after a fatal error: every statement fails. */
    boolean isBroken() {
        try (Statement statement = root.createStatement()) {
            return !statement.execute("SELECT 1");
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("database_tried");
            return true;
        }
    }

    /** Whether the log grows until {@link #resumeMerging}. */
    boolean isMergingPostponed() {
        return mergingPostponed;
    }

    /** Lets the log grow: merging it fails, and that would break the instance. */
    void postponeMerging() throws SQLException {
        execute("SET GLOBAL checkpoint_threshold = '%s'".formatted(NO_THRESHOLD));
        mergingPostponed = true;
    }

    /** Merges the log, and from now on whenever it has grown so far. */
    void resumeMerging() throws SQLException {
        checkpoint();
        execute(
                checkpointThreshold == null
                        ? "RESET GLOBAL checkpoint_threshold"
                        : "SET GLOBAL checkpoint_threshold = '%s'".formatted(checkpointThreshold));
        mergingPostponed = false;
    }

    /** Merges the write-ahead log into the file. */
    void checkpoint() throws SQLException {
        Checkpoint.perform(root);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Closes every connection. None may be in use: the driver hands out memory of the engine, which
     * goes with the connection. Closing twice does nothing more.
     */
    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        List<Connection> connections = new ArrayList<>(duplicates);
        connections.add(root);
        duplicates.clear();
        streaming.clear();
        @Nullable SQLException failure = null;
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void forgetClosed() throws SQLException {
        for (DuckDBConnection duplicate : List.copyOf(duplicates)) {
            if (duplicate.isClosed()) {
                duplicates.remove(duplicate);
            }
        }
    }

    /** The write-ahead log of a database file. */
    static Path logOf(Path path) {
        return path.resolveSibling(path.getFileName() + ".wal");
    }

    private static void createDirectories(DuckDbSettings settings) throws IOException {
        if (settings.path() != null) {
            Files.createDirectories(settings.path().toAbsolutePath().getParent());
        }
        if (settings.tempDirectory() != null) {
            Files.createDirectories(settings.tempDirectory());
        }
    }

    private static DuckDBConnection connect(DuckDbSettings settings) throws SQLException {
        Properties options = new Properties();
        options.put("autoinstall_known_extensions", "false");
        options.put("autoload_known_extensions", "false");
        options.put("allow_community_extensions", "false");
        options.put("storage_compatibility_version", DuckDbSettings.STORAGE_VERSION);
        putIfSet(options, "memory_limit", settings.memoryLimit());
        putIfSet(options, "threads", settings.threads());
        putIfSet(options, "temp_directory", settings.tempDirectory());
        putIfSet(options, "max_temp_directory_size", settings.maxTempDirectorySize());
        putIfSet(options, "checkpoint_threshold", settings.checkpointThreshold());
        String target = settings.path() == null ? "" : settings.path().toAbsolutePath().toString();
        return (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + target, options);
    }

    private static void putIfSet(Properties options, String name, @Nullable Object value) {
        if (value != null) {
            options.put(name, value.toString());
        }
    }

    private void configure(DuckDbSettings settings) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
            // Beyond these limits a page reads every column of every match, sorted or not.
            int rows = settings.maxPageSize() + 1;
            statement.execute("SET GLOBAL late_materialization_max_rows = " + rows);
            statement.execute("SET GLOBAL dynamic_or_filter_threshold = " + rows);
            openStreaming(settings.streams().size() * 2);
            statement.execute("SET GLOBAL allowed_directories = " + list(settings.directories()));
            statement.execute("SET GLOBAL enable_external_access = false");
            statement.execute("SET GLOBAL allowed_configs = ['checkpoint_threshold']");
            statement.execute("SET GLOBAL lock_configuration = true");
        }
    }

    /**
     * Streaming is an option of each connection, to be set before the configuration is locked, so
     * that each has a spare. Not of all of them: what goes wrong on a streaming one loses its
     * message in 2.0.
     */
    private synchronized void openStreaming(int number) throws SQLException {
        for (int i = 0; i < number; i++) {
            DuckDBConnection connection = duplicate();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION jdbc_stream_results = true");
            }
            streaming.add(connection);
        }
    }

    private static String list(List<Path> directories) {
        return directories.stream()
                .map(directory -> directory.toAbsolutePath().normalize() + "/")
                .map(directory -> "'" + directory.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
