package io.tabularium.adapter.jdbc.content;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.ExceptionTranslator;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.schema.StoredDefinitions;
import io.tabularium.domain.maintenance.DefinitionCompiler;
import io.tabularium.domain.maintenance.StorageContent;
import io.tabularium.domain.maintenance.StoredDefinition;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeptReceipt;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** What the tables of a database hold, read by one connection. */
public final class JdbcContent implements StorageContent {

    /** The answers of receipts may be as long as records. */
    private static final int RECEIPTS_AT_A_TIME = 20;

    private final Connection connection;
    private final Dialect dialect;
    private final DefinitionCompiler compiler;
    private final ExceptionTranslator failures;
    private final RowScan scan;

    /** Makes an item of the current row. */
    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * @param connection whose statements see one snapshot
     */
    public JdbcContent(
            Connection connection,
            Dialect dialect,
            DefinitionCompiler compiler,
            ExceptionTranslator failures,
            RowScan scan) {
        this.connection = connection;
        this.dialect = dialect;
        this.compiler = compiler;
        this.failures = failures;
        this.scan = scan;
    }

    @Override
    public List<StoredDefinition> definitions() {
        try {
            return new StoredDefinitions(dialect).read(connection, compiler);
        } catch (SQLException e) {
            throw failures.translate(e);
        }
    }

    @Override
    public long count(Schema schema) {
        try {
            return rows(schema).count(connection);
        } catch (SQLException e) {
            throw failures.translate(e);
        }
    }

    @Override
    public <E extends Exception> void visitRecords(Schema schema, Visitor<DataRecord, E> visitor)
            throws E {
        RowSelection rows = rows(schema);
        for (RowScan.Part part : parts(rows)) {
            visit(part, rows.reader()::read, visitor);
        }
    }

    @Override
    public <E extends Exception> void visitReceipts(Visitor<KeptReceipt, E> visitor) throws E {
        SqlStatement receipts = new ReceiptTable(dialect).everything();
        visit(new RowScan.Part(receipts, RECEIPTS_AT_A_TIME), JdbcContent::receipt, visitor);
    }

    private RowSelection rows(Schema schema) {
        return new RowSelection(new RecordTable(schema, dialect), dialect);
    }

    private List<RowScan.Part> parts(RowSelection rows) {
        try {
            return scan.parts(connection, rows);
        } catch (SQLException e) {
            throw failures.translate(e);
        }
    }

    private <T, E extends Exception> void visit(
            RowScan.Part part, Row<T> reading, Visitor<T, E> visitor) throws E {
        try (Cursor<T> cursor = open(part, reading)) {
            for (T item = cursor.next(); item != null; item = cursor.next()) {
                visitor.visit(item);
            }
        }
    }

    private <T> Cursor<T> open(RowScan.Part part, Row<T> reading) {
        try {
            PreparedStatement statement = part.statement().prepare(connection);
            if (part.fetchSize() > 0) {
                statement.setFetchSize(part.fetchSize());
            }
            return new Cursor<>(statement, statement.executeQuery(), reading);
        } catch (SQLException e) {
            throw failures.translate(e);
        }
    }

    /** The rows of one statement. A failure of the visitor is not taken for one of the database. */
    private final class Cursor<T> implements AutoCloseable {

        private final PreparedStatement statement;
        private final ResultSet rows;
        private final Row<T> reading;

        Cursor(PreparedStatement statement, ResultSet rows, Row<T> reading) {
            this.statement = statement;
            this.rows = rows;
            this.reading = reading;
        }

        @Nullable T next() {
            try {
                return rows.next() ? reading.read(rows) : null;
            } catch (SQLException e) {
                throw failures.translate(e);
            }
        }

        @Override
        public void close() {
            try (PreparedStatement closed = statement) {
                rows.close();
                closed.clearWarnings();
            } catch (SQLException e) {
                throw failures.translate(e);
            }
        }
    }

    private static KeptReceipt receipt(ResultSet row) throws SQLException {
        return new KeptReceipt(
                new Receipt(
                        new IdempotencyKey(row.getString(1)), row.getString(2), row.getBytes(4)),
                row.getObject(3, OffsetDateTime.class).toInstant());
    }
}
