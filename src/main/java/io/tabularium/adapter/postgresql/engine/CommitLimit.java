package io.tabularium.adapter.postgresql.engine;

import io.tabularium.adapter.jdbc.WriteConnection;

import java.sql.Connection;
import java.sql.SQLException;

/** How long a commit may take. */
@FunctionalInterface
public interface CommitLimit {

    /** Any time. */
    CommitLimit NONE = (_, commit) -> commit.perform();

    /**
     * Performs a commit, or a statement that is a transaction of its own.
     *
     * @param connection is used by the commit alone until it has ended
     * @throws SQLException if the commit throws it
     */
    void perform(Connection connection, WriteConnection.Commit commit) throws SQLException;
}
