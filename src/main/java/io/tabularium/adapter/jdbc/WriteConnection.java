package io.tabularium.adapter.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A connection that one thread writes with. Not thread-safe. */
public interface WriteConnection {

    /** What makes changes durable. */
    @FunctionalInterface
    interface Commit {
        void perform() throws SQLException;
    }

    /** Begins a transaction. One that was left open is undone. */
    void begin() throws SQLException;

    /** Makes the transaction durable; if this fails, the transaction is undone. */
    void commit() throws SQLException;

    /**
     * Makes changes durable by one statement, which commits a transaction or is one. If it fails,
     * nothing was changed.
     */
    void commit(Commit statement) throws SQLException;

    /**
     * Undoes the transaction, if there is one. If the connection cannot be brought back to where it
     * began, it is closed.
     */
    void rollback();

    /** Executes a statement without parameters. */
    void execute(String sql) throws SQLException;

    /** A statement that is closed with this connection; the caller leaves it open. */
    PreparedStatement prepare(String sql) throws SQLException;
}
