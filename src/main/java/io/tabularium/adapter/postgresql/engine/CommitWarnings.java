package io.tabularium.adapter.postgresql.engine;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.SQLWarning;

/**
 * Warnings that the server gives with a commit. A commit that waits for a synchronous standby can
 * be cancelled, for example by {@code statement_timeout}. It then counts as done on the server,
 * which only warns: the standby may not have it, and a failover would lose it
 * (https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION-HA).
 */
public final class CommitWarnings {

    /** A warning without a code of its own. */
    private static final String WARNING = "01000";

    /** It is unknown whether a transaction has taken effect. */
    private static final String OUTCOME_UNKNOWN = "08007";

    private CommitWarnings() {}

    /**
     * Returns if a commit was not cancelled.
     *
     * @param warning the first that came with the commit
     * @throws SQLException of {@link SqlState#LOST} if it was
     */
    public static void requireReplicated(@Nullable SQLWarning warning) throws SQLException {
        for (SQLWarning next = warning; next != null; next = next.getNextWarning()) {
            if (WARNING.equals(next.getSQLState())) {
                throw new SQLException("No standby has confirmed a commit", OUTCOME_UNKNOWN, next);
            }
        }
    }
}
