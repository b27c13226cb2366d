package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.PreparedStatements;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The prepared statements of the connections of a pool, which outlive a loan. Thread-safe. */
final class KeptStatements {

    private final Map<Connection, PreparedStatements> byConnection = new ConcurrentHashMap<>();

    /**
     * Those of a connection.
     *
     * @param lent by the pool, and not given back while they are used
     */
    PreparedStatements of(Connection lent) throws SQLException {
        Connection connection = lent.unwrap(Connection.class);
        PreparedStatements known = byConnection.get(connection);
        if (known != null) {
            return known;
        }
        forgetClosed();
        PreparedStatements statements = new PreparedStatements(connection);
        byConnection.put(connection, statements);
        return statements;
    }

    private void forgetClosed() throws SQLException {
        for (Connection connection : List.copyOf(byConnection.keySet())) {
            if (connection.isClosed()) {
                byConnection.remove(connection);
            }
        }
    }
}
