package io.tabularium.adapter.postgresql.bulk;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.bulk.LeftOut;
import io.tabularium.adapter.jdbc.bulk.Stage;
import io.tabularium.adapter.jdbc.bulk.StageSql;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.postgresql.engine.SqlState;
import io.tabularium.adapter.postgresql.write.PostgreSqlConnection;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;

import java.sql.SQLException;
import java.util.function.Consumer;

/** A stage that COPY fills. */
record CopiedStage(PostgreSqlConnection writer, QuotedTable table, CopiedRows rows)
        implements Stage {

    private static final int COLUMNS_OF_LEFT_OUT = 2;

    @Override
    public WriteConnection connection() {
        return writer;
    }

    /** The planner knows nothing of a temporary table until it is analysed. */
    @Override
    public long fill(BulkLoad load, TextSizes texts, Consumer<DataRecord> visitor)
            throws SQLException {
        CopyCodec codec = new CopyCodec(load.schema(), texts);
        writer.begin();
        long filled =
                RowCopy.into(
                        writer,
                        "%s (%s, \"$index\", \"$line\")"
                                .formatted(Identifiers.quoted(StageSql.STAGE), table.columns()),
                        buffer ->
                                rows.forEach(
                                        load,
                                        (row, created) -> {
                                            buffer.beginRow(codec.columns() + 2);
                                            codec.put(buffer, created);
                                            buffer.putLong(row.index());
                                            buffer.putLong(row.line());
                                        },
                                        visitor));
        writer.execute("ANALYZE " + Identifiers.quoted(StageSql.STAGE));
        writer.commit();
        return filled;
    }

    @Override
    public void leaveOut(LeftOut leftOut) throws SQLException {
        RowCopy.into(
                writer,
                Identifiers.quoted(StageSql.LEFT_OUT),
                buffer -> {
                    for (int i = 0; i < leftOut.size(); i++) {
                        buffer.beginRow(COLUMNS_OF_LEFT_OUT);
                        buffer.putLong(leftOut.row(i));
                        buffer.putInteger(leftOut.key(i));
                    }
                    return leftOut.size();
                });
    }

    /** Reads go on; writes wait. */
    @Override
    public void holdRecords() throws SQLException {
        writer.execute("LOCK TABLE " + table.name() + " IN SHARE ROW EXCLUSIVE MODE");
    }

    @Override
    public boolean isDuplicateKey(SQLException failure) {
        return SqlState.of(failure) == SqlState.DUPLICATE_KEY;
    }
}
