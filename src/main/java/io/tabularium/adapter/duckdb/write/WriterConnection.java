package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.PreparedStatements;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.domain.TabulariumException;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A connection for writing, with the statements prepared on it kept for the next time; another
 * takes its place when it cannot be brought back to where it began. Not thread-safe.
 */
public final class WriterConnection implements WriteConnection, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);
    private static final String MAIN_SCHEMA = "main";
    private static final String TEMPORARY_CATALOG = "temp";

    private final DuckDbDatabase database;
    private DuckDBConnection connection;
    private PreparedStatements statements;
    private volatile @Nullable Statement executing;
    private final Set<String> definitions = new HashSet<>();
    private boolean inTransaction;

    /**
     * @throws SQLException if the database cannot be connected to
     */
    public WriterConnection(DuckDbDatabase database) throws SQLException {
        this.database = database;
        this.connection = database.connect();
        this.statements = new PreparedStatements(connection);
    }

    /**
     * Makes sure that a statement which is executed next is a transaction of its own: undoes a
     * transaction that was left open, and takes another connection if this one was closed.
     */
    void ensureIdle() throws SQLException {
        if (inTransaction) {
            rollback();
        }
        if (connection.isClosed()) {
            connection = database.connect();
            statements = new PreparedStatements(connection);
        }
    }

    /** Begins a transaction, on another connection if this one was closed. */
    @Override
    public void begin() throws SQLException {
        ensureIdle();
        inTransaction = true;
        prepare("BEGIN").execute();
    }

    /** What a failure on this connection means for a caller. */
    TabulariumException translate(SQLException failure) {
        return database.translate(failure);
    }

    /** Makes the transaction durable; if this fails, the transaction is undone. */
    @Override
    public void commit() throws SQLException {
        commit(() -> prepare("COMMIT").execute());
        inTransaction = false;
    }

    /**
     * Makes changes durable by one statement, which commits a transaction or is one. If it fails,
     * nothing was changed. It does not fail where only the checkpoint after it did.
     */
    @Override
    public void commit(Commit statement) throws SQLException {
        try {
            statement.perform();
        } catch (SQLException e) {
            database.heed(e);
            if (SqlFailure.of(e) != SqlFailure.COMMITTED) {
                throw e;
            }
            LOG.atWarn().setCause(e).log("checkpoint_failed");
            forgetStatements();
        }
    }

    /** Closes the statements after one has failed, which the driver has closed already. */
    private void forgetStatements() {
        try {
            statements.close();
        } catch (SQLException e) {
            // A caller would take it for the failure of a commit that is durable.
            LOG.atWarn().setCause(e).log("statements_not_closed");
        }
    }

    /**
     * Undoes the transaction, if there is one: a failed commit has undone it. Prepared statements
     * go with it, as the driver closes those that fail, and so does the connection, if it cannot be
     * brought back to where it began.
     */
    @Override
    public void rollback() {
        inTransaction = false;
        definitions.clear();
        try {
            statements.close();
            execute("ROLLBACK");
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.NO_TRANSACTION) {
                LOG.atWarn().setCause(e).log("writer_connection_given_up");
                close();
            }
        }
    }

    @Override
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            executing = statement;
            statement.execute(sql);
        } catch (SQLException e) {
            database.heed(e);
            throw e;
        } finally {
            executing = null;
        }
    }

    /**
     * Executes a definition that may be there, unless it was executed since the last rollback: that
     * may have undone it, or have brought another connection.
     */
    void define(String sql) throws SQLException {
        if (!definitions.contains(sql)) {
            execute(sql);
            definitions.add(sql);
        }
    }

    /** A statement that is closed with this connection; the caller leaves it open. */
    @Override
    public PreparedStatement prepare(String sql) throws SQLException {
        return statements.prepare(sql);
    }

    /** The names of a table's columns, in the order in which an appender takes their values. */
    public List<String> columns(String table) throws SQLException {
        String sql = "SELECT * FROM %s LIMIT 0".formatted(Identifiers.quoted(table));
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery(sql)) {
            ResultSetMetaData columns = none.getMetaData();
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                names.add(columns.getColumnName(column));
            }
            return names;
        }
    }

    /** The values of a statement's only column. */
    public List<String> texts(String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /**
     * Makes the statement fail that is being executed; does nothing where there is none. May be
     * called by any thread.
     */
    public void interrupt() {
        @Nullable Statement statement = executing;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("statement_ended_before_interrupt");
            }
        }
    }

    /** An appender to a table; to be flushed, because closing it hides failures. */
    public DuckDBAppender appendTo(String table) throws SQLException {
        return connection.createAppender(MAIN_SCHEMA, table);
    }

    /** An appender to a temporary table; to be flushed, because closing it hides failures. */
    public DuckDBAppender appendToTemporary(String table) throws SQLException {
        return connection.createAppender(TEMPORARY_CATALOG, MAIN_SCHEMA, table);
    }

    /** Closes the connection. That it fails changes nothing for the caller, and is logged. */
    @Override
    public void close() {
        definitions.clear();
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("close_failed");
        }
    }
}
