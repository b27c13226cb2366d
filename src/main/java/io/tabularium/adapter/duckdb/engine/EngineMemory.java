package io.tabularium.adapter.duckdb.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the engine says of its memory.
 *
 * @param bytes of all its buffers
 */
record EngineMemory(long bytes) {

    private static final String SELECT = "SELECT sum(memory_usage_bytes) FROM duckdb_memory()";

    private static final int LIMIT_SECONDS = 2;

    /**
     * @throws SQLException if the engine cannot be asked, or does not answer within 2 seconds
     */
    static EngineMemory of(DuckDbDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(LIMIT_SECONDS);
            try (ResultSet rows = statement.executeQuery(SELECT)) {
                rows.next();
                return new EngineMemory(rows.getLong(1));
            }
        }
    }
}
