package io.tabularium.adapter.postgresql.read;

import io.tabularium.adapter.jdbc.ColumnCodec;
import io.tabularium.adapter.jdbc.FieldExpressions;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.domain.query.Field.Declared;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;

import org.jooq.Field;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a page selects: the columns of its records, and the sort keys, but for those that are
 * properties of the records. Immutable and thread-safe.
 */
final class PageColumns {

    private final RowReader reader;
    private final List<Field<?>> selected;
    private final List<Key> keys = new ArrayList<>();

    /** A sort key, and the column that it is read from, counted from 1. */
    private record Key(int column, ColumnCodec codec) {}

    PageColumns(RecordTable table, RecordQuery query, FieldExpressions expressions) {
        this.reader = new RowReader(table, query.projection());
        List<Field<?>> columns = new ArrayList<>(reader.columns());
        for (SortOrder criterion : query.order()) {
            OptionalInt column = columnOf(criterion.field());
            if (column.isEmpty()) {
                columns.add(expressions.of(criterion.field()));
            }
            keys.add(new Key(column.orElse(columns.size()), table.codec(criterion.field().type())));
        }
        this.selected = List.copyOf(columns);
    }

    /** What a statement must select, in this order. */
    List<Field<?>> selected() {
        return selected;
    }

    /** The record in the current row. */
    DataRecord read(ResultSet row) throws SQLException {
        return reader.read(row);
    }

    /** The values of the current row that its position in the query's order consists of. */
    List<@Nullable Object> keys(ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (Key key : keys) {
            values.add(key.codec().read(row, key.column()));
        }
        return values;
    }

    private OptionalInt columnOf(io.tabularium.domain.query.Field field) {
        return field instanceof Declared(Property property)
                ? reader.columnOf(property)
                : OptionalInt.empty();
    }
}
