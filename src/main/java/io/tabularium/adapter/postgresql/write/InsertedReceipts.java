package io.tabularium.adapter.postgresql.write;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.receipt.ReceiptWriter;
import io.tabularium.domain.TabulariumException.RequestInProgress;
import io.tabularium.domain.receipt.Receipt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Adds receipts by one statement, in place of expired ones under their keys. Waits for a
 * transaction of another process that is about to commit a receipt under the same key.
 */
public final class InsertedReceipts implements ReceiptWriter.Insertion {

    private static final String INSERT =
            // In one order everywhere, so that two processes never wait for each other.
            """
            INSERT INTO %s AS kept (key, fingerprint, made_at, answer) \
            SELECT s.key, s.fingerprint, ?, s.answer \
            FROM unnest(?::text[], ?::text[], ?::bytea[]) AS s(key, fingerprint, answer) \
            ORDER BY s.key \
            ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, \
            made_at = excluded.made_at, answer = excluded.answer WHERE kept.made_at < ?"""
                    .formatted(Identifiers.quoted(ReceiptTable.NAME));

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Override
    public void insert(
            WriteConnection connection, List<Receipt> receipts, Instant madeAt, Instant validFrom)
            throws SQLException {
        PreparedStatement statement = connection.prepare(INSERT);
        Connection arrays = statement.getConnection();
        statement.setObject(1, madeAt.atOffset(ZoneOffset.UTC));
        statement.setArray(
                2,
                arrays.createArrayOf(
                        "text",
                        receipts.stream()
                                .map(receipt -> receipt.key().value())
                                .toArray(String[]::new)));
        statement.setArray(
                3,
                arrays.createArrayOf(
                        "text",
                        receipts.stream().map(Receipt::fingerprint).toArray(String[]::new)));
        statement.setArray(
                4,
                arrays.createArrayOf(
                        "bytea", receipts.stream().map(Receipt::outcome).toArray(byte[][]::new)));
        statement.setObject(5, validFrom.atOffset(ZoneOffset.UTC));
        if (statement.executeUpdate() < receipts.size()) {
            throw new RequestInProgress(RETRY_AFTER);
        }
    }
}
