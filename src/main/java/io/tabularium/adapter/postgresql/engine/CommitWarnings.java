package io.tabularium.adapter.postgresql.engine;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/**
 * Warnings that the server gives with a commit. A commit that waits for a synchronous standby can
 * be cancelled: by {@link CommitTimer}, by an operator, or because the server shuts down. It then
 * counts as done on the server, which only warns: the standby may not have it, and a failover would
 * lose it (https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION-HA).
 */
public final class CommitWarnings {

    /** A warning without a code of its own. Triggers give such warnings too. */
    private static final String WARNING = "01000";

    /** It is unknown whether a transaction has taken effect. */
    private static final String OUTCOME_UNKNOWN = "08007";

    private static final String STANDBYS = "SHOW synchronous_standby_names";

    private CommitWarnings() {}

    /**
     * Returns if a commit was not cancelled.
     *
     * @param connection on which the commit was done
     * @param warning the first that came with the commit
     * @throws SQLException of {@link SqlState#LOST} if it was
     */
    public static void requireReplicated(Connection connection, @Nullable SQLWarning warning)
            throws SQLException {
        for (SQLWarning next = warning; next != null; next = next.getNextWarning()) {
            if (WARNING.equals(next.getSQLState()) && waitsForStandby(connection)) {
                throw new SQLException("No standby has confirmed a commit", OUTCOME_UNKNOWN, next);
            }
        }
    }

    private static boolean waitsForStandby(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(STANDBYS)) {
            return names.next() && !names.getString(1).isEmpty();
        }
    }
}
