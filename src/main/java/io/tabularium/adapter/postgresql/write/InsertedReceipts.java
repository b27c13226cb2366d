package io.tabularium.adapter.postgresql.write;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.receipt.ReceiptWriter;
import io.tabularium.domain.receipt.Receipt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Adds receipts by one statement. */
public final class InsertedReceipts implements ReceiptWriter.Insertion {

    private static final String INSERT =
            "INSERT INTO %s SELECT s.key, s.fingerprint, ?, s.answer"
                            .formatted(Identifiers.quoted(ReceiptTable.NAME))
                    + " FROM unnest(?::text[], ?::text[], ?::bytea[]) AS s(key, fingerprint, answer)";

    @Override
    public void insert(WriteConnection connection, List<Receipt> receipts, Instant madeAt)
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
        statement.executeUpdate();
    }
}
