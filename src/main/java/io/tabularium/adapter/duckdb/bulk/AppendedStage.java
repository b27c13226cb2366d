package io.tabularium.adapter.duckdb.bulk;

import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.adapter.duckdb.write.AppenderCodec;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.bulk.LeftOut;
import io.tabularium.adapter.jdbc.bulk.Stage;
import io.tabularium.adapter.jdbc.bulk.StageSql;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

import org.duckdb.DuckDBAppender;

import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A stage that appenders fill. The caller of a load holds the records: its thread is the writer's.
 */
record AppendedStage(WriterConnection writer, BulkRows rows) implements Stage {

    @Override
    public WriteConnection connection() {
        return writer;
    }

    @Override
    public long fill(BulkLoad load, TextSizes texts, Consumer<DataRecord> visitor)
            throws SQLException {
        Schema schema = load.schema();
        AppenderCodec codec =
                new AppenderCodec(schema, writer.columns(schema.name().value()), texts);
        writer.begin();
        long filled =
                rows.appendAll(
                        load,
                        new BulkRows.Appenders(1, () -> writer.appendToTemporary(StageSql.STAGE)),
                        (appender, row, created) -> {
                            codec.append(appender, created);
                            appender.append(row.index());
                            appender.append(row.line());
                        },
                        visitor);
        writer.commit();
        return filled;
    }

    @Override
    public void leaveOut(LeftOut leftOut) throws SQLException {
        try (DuckDBAppender appender = writer.appendToTemporary(StageSql.LEFT_OUT)) {
            for (int i = 0; i < leftOut.size(); i++) {
                appender.beginRow().append(leftOut.row(i)).append(leftOut.key(i)).endRow();
            }
            appender.flush();
        }
    }

    @Override
    public void holdRecords() {
        // Single writes are done by the writer's thread alone, and other loads are waited for.
    }

    @Override
    public boolean isDuplicateKey(SQLException failure) {
        return switch (SqlFailure.of(failure)) {
            case DUPLICATE_KEY, DUPLICATE_KEY_AT_COMMIT -> true;
            case NO_TRANSACTION,
                    CONFLICT,
                    INTERRUPTED,
                    COMMITTED,
                    FATAL,
                    OUT_OF_MEMORY,
                    REASON_LOST,
                    INPUT_OUTPUT,
                    CLOSED,
                    OTHER ->
                    false;
        };
    }
}
