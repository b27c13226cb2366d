package io.tabularium.adapter.jdbc.content;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SqlRenderer;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.schema.Property;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Selects rows of one table with all their columns. Immutable and thread-safe. */
public final class RowSelection {

    private final RecordTable table;
    private final Dialect dialect;
    private final SqlRenderer renderer;
    private final RowReader reader;
    private final Field<Long> textBytes;

    RowSelection(RecordTable table, Dialect dialect) {
        this.table = table;
        this.dialect = dialect;
        this.renderer = new SqlRenderer(dialect);
        this.reader = new RowReader(table, projection());
        this.textBytes = textBytes();
    }

    /** Reads the rows of every statement of this selection. */
    RowReader reader() {
        return reader;
    }

    /** Every row, in the order of creation. */
    public SqlStatement inOrderOfCreation() {
        return renderer.render(
                DSL.select(reader.columns())
                        .from(table.table())
                        .orderBy(table.column(SystemColumn.SEQUENCE)));
    }

    /** Every row. */
    public SqlStatement all() {
        return where(DSL.noCondition());
    }

    /** The rows whose texts have at most so many bytes together. */
    public SqlStatement withTextsUpTo(long bytes) {
        return where(textBytes.le(DSL.inline(bytes)));
    }

    /**
     * A part of the rows whose texts have more bytes together. The parts are about equal in size.
     *
     * @param part from 0 to {@code parts - 1}
     */
    public SqlStatement withTextsBeyond(long bytes, int part, int parts) {
        Field<Long> place =
                DSL.field("{0}", Long.class, table.column(SystemColumn.SEQUENCE))
                        .mod(DSL.inline(parts));
        return where(textBytes.gt(DSL.inline(bytes)).and(place.eq(DSL.inline((long) part))));
    }

    /** The bytes that the texts of one row have together, at most; 0 if there is no row. */
    public long mostTextBytes(Connection connection) throws SQLException {
        return number(
                connection,
                renderer.render(
                        DSL.select(DSL.coalesce(DSL.max(textBytes), DSL.inline(0L)))
                                .from(table.table())));
    }

    /** The bytes of heap that one row takes, at most. */
    public long mostHeapBytes(Connection connection) throws SQLException {
        return TextSizes.heapBytes(projection(), mostTextBytes(connection));
    }

    /** The number of rows. */
    long count(Connection connection) throws SQLException {
        return number(connection, renderer.render(DSL.selectCount().from(table.table())));
    }

    private SqlStatement where(Condition condition) {
        return renderer.render(DSL.select(reader.columns()).from(table.table()).where(condition));
    }

    private Projection projection() {
        return new Projection(table.schema().properties());
    }

    private Field<Long> textBytes() {
        Field<Long> sum = DSL.inline(0L);
        for (Property property : table.schema().properties()) {
            if (TextSizes.isText(property)) {
                Field<Long> bytes = dialect.textBytes(table.column(property));
                sum = sum.plus(DSL.coalesce(bytes, DSL.inline(0L)));
            }
        }
        return sum;
    }

    private static long number(Connection connection, SqlStatement select) throws SQLException {
        try (PreparedStatement statement = select.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
