package io.tabularium.adapter.postgresql.write;

import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.jdbc.PreparedStatements;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.postgresql.engine.CommitLimit;
import io.tabularium.adapter.postgresql.engine.CommitWarnings;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection that one thread writes with. It is borrowed when it is first used, and again after
 * each {@link #release}. Not thread-safe.
 */
public final class PostgreSqlConnection implements WriteConnection, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlConnection.class);

    private final Connections.Source source;
    private final CommitLimit limit;
    private @Nullable Loan loan;

    /** A borrowed connection, and the statements prepared on it. */
    private record Loan(Connection connection, PreparedStatements statements) {

        boolean isInTransaction() throws SQLException {
            return !connection.getAutoCommit();
        }
    }

    public PostgreSqlConnection(Connections.Source source, CommitLimit limit) {
        this.source = source;
        this.limit = limit;
    }

    /** The connection itself, borrowed if need be. */
    public Connection borrowed() throws SQLException {
        return loan().connection();
    }

    /** Whether a transaction was begun and has not ended. */
    public boolean isInTransaction() throws SQLException {
        return loan != null && loan.isInTransaction();
    }

    @Override
    public void begin() throws SQLException {
        if (isInTransaction()) {
            rollback();
        }
        borrowed().setAutoCommit(false);
    }

    @Override
    public void commit() throws SQLException {
        Connection connection = borrowed();
        connection.clearWarnings();
        limit.perform(connection, connection::commit);
        // Reading a setting begins no transaction.
        connection.setAutoCommit(true);
        CommitWarnings.requireReplicated(connection, connection.getWarnings());
    }

    @Override
    public void commit(Commit statement) throws SQLException {
        limit.perform(borrowed(), statement);
    }

    @Override
    public void rollback() {
        @Nullable Loan used = loan;
        if (used == null) {
            return;
        }
        try {
            if (used.isInTransaction()) {
                used.connection().rollback();
                used.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("connection_given_up");
            release();
        }
    }

    @Override
    public void execute(String sql) throws SQLException {
        try (Statement statement = borrowed().createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public PreparedStatement prepare(String sql) throws SQLException {
        return loan().statements().prepare(sql);
    }

    /** Gives the connection back to its pool, which keeps none that has failed. */
    public void release() {
        @Nullable Loan used = loan;
        loan = null;
        if (used != null) {
            try (Connection connection = used.connection()) {
                used.statements().close();
                LOG.atTrace().addKeyValue("connection", connection).log("connection_released");
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("close_failed");
            }
        }
    }

    /** Ends the connection itself, so that nobody uses it any more. */
    public void abort() {
        @Nullable Loan used = loan;
        if (used != null) {
            try {
                used.connection().abort(Runnable::run);
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("connection_not_aborted");
            }
        }
    }

    /** Undoes a transaction that was left open, and gives the connection back. */
    @Override
    public void close() {
        rollback();
        release();
    }

    private Loan loan() throws SQLException {
        @Nullable Loan used = loan;
        if (used == null) {
            Connection connection = source.connect();
            used = new Loan(connection, new PreparedStatements(connection));
            loan = used;
        }
        return used;
    }
}
