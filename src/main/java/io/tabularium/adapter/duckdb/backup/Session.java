package io.tabularium.adapter.duckdb.backup;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection on which one thread executes statements, until any other stops it. */
public final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final String MAIN_SCHEMA = "main";

    private final DuckDBConnection connection;
    private volatile @Nullable Statement executing;
    private volatile boolean stopped;

    public Session(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Reads the current row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Executes a statement that has no result. */
    public void execute(String sql) throws SQLException {
        use(statement -> statement.execute(sql));
    }

    /** Executes a statement that changes rows, and returns their number. */
    public long update(String sql) throws SQLException {
        return use(statement -> statement.executeLargeUpdate(sql));
    }

    public <T> List<T> rows(String select, RowReader<T> reader) throws SQLException {
        return use(
                statement -> {
                    try (ResultSet rows = statement.executeQuery(select)) {
                        List<T> read = new ArrayList<>();
                        while (rows.next()) {
                            read.add(reader.read(rows));
                        }
                        return read;
                    }
                });
    }

    /** The only row of a result. */
    <T> T row(String select, RowReader<T> reader) throws SQLException {
        return rows(select, reader).getFirst();
    }

    /** The only value of a result, which is text. */
    public String text(String select) throws SQLException {
        return row(select, row -> row.getString(1));
    }

    /**
     * Opens an appender, to be closed by the caller.
     *
     * @param database its name in the session
     */
    public DuckDBAppender append(String database, String table) throws SQLException {
        return connection.createAppender(database, MAIN_SCHEMA, table);
    }

    /** The connection itself, for statements that cannot be stopped. */
    public DuckDBConnection connection() {
        return connection;
    }

    /** Makes the statement fail that is being executed, and every later one. */
    public void stop() {
        stopped = true;
        @Nullable Statement statement = executing;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("statement_ended_before_interrupt");
            }
        }
    }

    /** Whether the session was stopped. */
    public boolean isStopped() {
        return stopped;
    }

    /** Executes a statement, stopped or not; that it fails is logged. */
    public void executeAnyway(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).addKeyValue("statement", sql).log("statement_failed");
        }
    }

    /** Closes the connection, and with it undoes what is not committed. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("close_failed");
        }
    }

    private <T> T use(Use<T> use) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            executing = statement;
            if (stopped) {
                throw new SQLException("The work was stopped");
            }
            return use.with(statement);
        } finally {
            executing = null;
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T with(Statement statement) throws SQLException;
    }
}
