package io.tabularium.adapter.postgresql.bulk;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.adapter.postgresql.write.PostgreSqlConnection;
import io.tabularium.domain.maintenance.StorageContent;
import io.tabularium.domain.receipt.KeptReceipt;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;

/**
 * Fills empty tables with the content of another storage, within the transaction that is open. Used
 * by one thread.
 */
public final class ContentCopy {

    private static final int COLUMNS_OF_RECEIPT = 4;

    private final PostgreSqlConnection connection;
    private final StorageContent content;

    public ContentCopy(PostgreSqlConnection connection, StorageContent content) {
        this.connection = connection;
        this.content = content;
    }

    /**
     * Fills the table of one schema.
     *
     * @return the greatest place in the order of creation; 0 if there are no records
     */
    public long copyRecords(Schema schema) throws SQLException {
        QuotedTable table = new QuotedTable(new RecordTable(schema, new PostgreSqlDialect()));
        CopyCodec codec = new CopyCodec(schema, TextSizes.ofEmptyTable(schema));
        long[] last = {0};
        RowCopy.into(
                connection,
                "%s (%s)".formatted(table.name(), table.columns()),
                buffer -> {
                    content.visitRecords(
                            schema,
                            (DataRecord dataRecord) -> {
                                buffer.beginRow(codec.columns());
                                codec.put(buffer, dataRecord);
                                last[0] = Math.max(last[0], dataRecord.sequence());
                            });
                    return last[0];
                });
        return last[0];
    }

    /** Fills the table of receipts. */
    public void copyReceipts() throws SQLException {
        RowCopy.into(
                connection,
                Identifiers.quoted(ReceiptTable.NAME),
                buffer -> {
                    content.visitReceipts(
                            (KeptReceipt kept) -> {
                                buffer.beginRow(COLUMNS_OF_RECEIPT);
                                buffer.putText(kept.receipt().key().value());
                                buffer.putText(kept.receipt().fingerprint());
                                buffer.putInstant(kept.madeAt());
                                buffer.putBytes(kept.receipt().outcome());
                            });
                    return true;
                });
    }
}
