package io.tabularium.adapter.duckdb.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Merges the write-ahead log into the file. To be performed after each change of tables or indexes:
 * DuckDB has lost indexes when it replayed a log in which they were made.
 */
public final class Checkpoint {

    public static final String SQL = "CHECKPOINT";

    private Checkpoint() {}

    /**
     * Performs the checkpoint.
     *
     * @param connection one that is in no transaction
     * @throws SQLException if the merge fails, or if another connection is in a transaction
     */
    public static void perform(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SQL);
        }
    }
}
