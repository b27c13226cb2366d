package io.tabularium.adapter.postgresql.write;

import io.tabularium.adapter.jdbc.receipt.JdbcReceiptReader;
import io.tabularium.adapter.postgresql.engine.CommitLimit;
import io.tabularium.adapter.postgresql.engine.CommitWarnings;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Confirms a receipt by a commit after it. A receipt can be read although no synchronous standby
 * has it: the commit that left it was cancelled. The log is in order, so that a standby which has
 * confirmed a later commit has the receipt too. Thread-safe.
 *
 * @param limit of the commit
 */
public record ConfirmedReceipts(CommitLimit limit) implements JdbcReceiptReader.Confirmation {

    /** Writes to the log, and changes nothing. */
    private static final String COMMIT =
            "SELECT pg_logical_emit_message(true, 'tabularium', 'receipt')";

    @Override
    public void confirm(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            limit.perform(connection, () -> statement.execute(COMMIT));
            CommitWarnings.requireReplicated(connection, statement.getWarnings());
        }
    }
}
