package io.tabularium.adapter.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/**
 * The statements prepared on one connection, kept for the next time; of too many the one that was
 * used least recently is closed. Not thread-safe.
 *
 * <p>Only for statements whose plan cannot depend on what the table holds: DuckDB 1.5 answers a
 * kept {@code … WHERE a IS NULL} by what the table's statistics said when it was prepared.
 */
public final class PreparedStatements implements AutoCloseable {

    private static final int MAX_STATEMENTS = 256;

    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> statements =
            new LinkedHashMap<>(16, 0.75f, true);

    public PreparedStatements(Connection connection) {
        this.connection = connection;
    }

    /** A statement that the caller leaves open. */
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        if (statements.size() > MAX_STATEMENTS) {
            statements.pollFirstEntry().getValue().close();
        }
        return statement;
    }

    /**
     * Closes every statement. They are to be closed too once one has failed: so does a driver.
     *
     * @throws SQLException the first failure, once all have been tried
     */
    @Override
    public void close() throws SQLException {
        @Nullable SQLException failure = null;
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                failure = failure == null ? e : failure;
            }
        }
        statements.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
