package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.duckdb.backup.NewDatabase;
import io.tabularium.adapter.duckdb.backup.Session;
import io.tabularium.adapter.duckdb.backup.TableDefinition;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.duckdb.write.AppenderCodec;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.maintenance.StorageContent;
import io.tabularium.domain.maintenance.TableContent;
import io.tabularium.domain.receipt.KeptReceipt;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordWeight;
import io.tabularium.domain.schema.Schema;

import org.duckdb.DuckDBAppender;
import org.jooq.Field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes tables of another storage as Parquet. The rows of one table at a time are kept in a
 * temporary database file, from which the engine writes them. Used by one thread.
 */
final class MovedRows {

    /** The appender holds its rows in memory until it is flushed. */
    private static final long BYTES_BETWEEN_FLUSHES = 16 * 1_024 * 1_024;

    private static final String FILE = "rows.duckdb";

    private final Session session;
    private final ParquetExport parquet;
    private final Path file;

    /** Appends rows to an appender. */
    @FunctionalInterface
    private interface Rows {
        void appendTo(FlushedAppender rows) throws SQLException;
    }

    /**
     * @param directory where the temporary file is made
     */
    MovedRows(Session session, ParquetExport parquet, Path directory) {
        this.session = session;
        this.parquet = parquet;
        this.file = directory.resolve(FILE);
    }

    /** Writes the records of one schema. */
    TableContent writeRecords(TableDefinition table, Schema schema, StorageContent content)
            throws SQLException, IOException {
        AppenderCodec codec =
                new AppenderCodec(schema, names(schema), TextSizes.ofEmptyTable(schema));
        return write(
                table,
                rows ->
                        content.visitRecords(
                                schema,
                                (DataRecord dataRecord) -> {
                                    DuckDBAppender row = rows.begin();
                                    codec.append(row, dataRecord);
                                    rows.end(RecordWeight.of(dataRecord));
                                }));
    }

    /** Writes the receipts. */
    TableContent writeReceipts(TableDefinition table, StorageContent content)
            throws SQLException, IOException {
        return write(
                table,
                rows ->
                        content.visitReceipts(
                                (KeptReceipt kept) -> {
                                    rows.begin()
                                            .append(kept.receipt().key().value())
                                            .append(kept.receipt().fingerprint())
                                            .append(kept.madeAt().atOffset(ZoneOffset.UTC))
                                            .append(kept.receipt().outcome());
                                    rows.end(kept.receipt().outcome().length);
                                }));
    }

    private TableContent write(TableDefinition table, Rows rows) throws SQLException, IOException {
        try (NewDatabase database = NewDatabase.make(session, file)) {
            database.create(table);
            session.execute("BEGIN");
            try (DuckDBAppender appender = database.append(table)) {
                FlushedAppender flushed = new FlushedAppender(appender);
                rows.appendTo(flushed);
                appender.flush();
            }
            session.execute("COMMIT");
            return parquet.write(database.catalog(), table);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(FILE + ".wal"));
        }
    }

    /** The table was made of the schema a moment ago. */
    private static List<String> names(Schema schema) {
        return new RecordTable(schema, new DuckDbDialect())
                .columns().stream().map(Field::getName).toList();
    }

    /** An appender that is flushed whenever it holds some megabytes. */
    private static final class FlushedAppender {

        private final DuckDBAppender appender;
        private long unflushed;

        FlushedAppender(DuckDBAppender appender) {
            this.appender = appender;
        }

        DuckDBAppender begin() throws SQLException {
            return appender.beginRow();
        }

        /**
         * Ends the row.
         *
         * @param bytes of the row in memory, about
         */
        void end(long bytes) throws SQLException {
            appender.endRow();
            unflushed += bytes;
            if (unflushed >= BYTES_BETWEEN_FLUSHES) {
                appender.flush();
                unflushed = 0;
            }
        }
    }
}
