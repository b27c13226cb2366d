package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.receipt.ReceiptWriter;
import io.tabularium.domain.receipt.Receipt;

import org.duckdb.DuckDBAppender;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Adds receipts by the appender of a {@link WriterConnection}. No other process writes, so that
 * there is no receipt under their keys, or one that has expired and is found no more.
 */
public final class AppendedReceipts implements ReceiptWriter.Insertion {

    @Override
    public void insert(
            WriteConnection connection, List<Receipt> receipts, Instant madeAt, Instant validFrom)
            throws SQLException {
        WriterConnection writer = (WriterConnection) connection;
        try (DuckDBAppender appender = writer.appendTo(ReceiptTable.NAME)) {
            for (Receipt receipt : receipts) {
                appender.beginRow()
                        .append(receipt.key().value())
                        .append(receipt.fingerprint())
                        .append(madeAt.atOffset(ZoneOffset.UTC))
                        .append(receipt.outcome())
                        .endRow();
            }
            appender.flush();
        }
    }
}
