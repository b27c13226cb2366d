package io.tabularium.adapter.postgresql.write;

import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.postgresql.sql.ArrayColumn;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Binds columns of some records to a statement, one array after the other. Used once. */
final class RowArrays {

    private final PreparedStatement statement;
    private final List<DataRecord> records;
    private final TextSizes sizes;
    private int bound;

    /**
     * @param sizes are told of each text
     */
    RowArrays(PreparedStatement statement, List<DataRecord> records, TextSizes sizes) {
        this.statement = statement;
        this.records = records;
        this.sizes = sizes;
    }

    RowArrays bind(SystemColumn column) throws SQLException {
        bind(ArrayColumn.of(column.type()), reading(column));
        return this;
    }

    RowArrays bind(Property property) throws SQLException {
        @Nullable Object[] elements =
                bind(
                        ArrayColumn.of(property.type()),
                        dataRecord -> dataRecord.data().get(property));
        if (TextSizes.isText(property)) {
            for (@Nullable Object element : elements) {
                if (element != null) {
                    sizes.note(property, (String) element);
                }
            }
        }
        return this;
    }

    private @Nullable Object[] bind(
            ArrayColumn column, Function<DataRecord, @Nullable Object> reading)
            throws SQLException {
        @Nullable Object[] elements = column.toArray(records, reading);
        bound++;
        statement.setArray(
                bound, statement.getConnection().createArrayOf(column.elementType(), elements));
        return elements;
    }

    private static Function<DataRecord, @Nullable Object> reading(SystemColumn column) {
        return switch (column) {
            case SEQUENCE -> DataRecord::sequence;
            case ID -> dataRecord -> dataRecord.id().value();
            case VERSION -> DataRecord::version;
            case CREATED_AT -> DataRecord::createdAt;
            case UPDATED_AT -> DataRecord::updatedAt;
        };
    }
}
