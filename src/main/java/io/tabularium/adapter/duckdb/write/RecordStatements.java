package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Changes one record by one prepared statement, which is kept for the next record. Outside a
 * transaction such a statement is one of its own. Immutable.
 *
 * <p>A null is part of the statement and no parameter: a parameter that is null has another type
 * than a value, and the engine plans the statement again whenever the type changes.
 */
final class RecordStatements {

    private final QuotedTable table;
    private final Map<Property, Column> columns = new LinkedHashMap<>();
    private final String systemColumns;
    private final TextSizes sizes;

    /** A property's column, quoted. */
    private record Column(Property property, String name, ParameterCodec codec) {}

    /**
     * @param sizes are told of each text that is written
     */
    RecordStatements(RecordTable recordTable, TextSizes sizes) {
        this.sizes = sizes;
        this.table = new QuotedTable(recordTable);
        for (Property property : recordTable.schema().properties()) {
            ParameterCodec codec = ParameterCodec.of(property.type());
            columns.put(property, new Column(property, table.column(property), codec));
        }
        this.systemColumns =
                String.join(
                        ", ",
                        quoted(SystemColumn.SEQUENCE),
                        quoted(SystemColumn.ID),
                        quoted(SystemColumn.VERSION),
                        quoted(SystemColumn.CREATED_AT),
                        quoted(SystemColumn.UPDATED_AT));
    }

    /** Adds a record. */
    int insert(WriterConnection connection, DataRecord dataRecord) throws SQLException {
        List<Object> values = new ArrayList<>();
        values.add(dataRecord.sequence());
        values.add(dataRecord.id().value());
        values.add(dataRecord.version());
        values.add(ofSystem(SystemColumn.CREATED_AT, dataRecord.createdAt()));
        values.add(ofSystem(SystemColumn.UPDATED_AT, dataRecord.updatedAt()));
        StringBuilder names = new StringBuilder(systemColumns);
        StringBuilder places = new StringBuilder("?, ?, ?, ?, ?");
        for (Column column : columns.values()) {
            @Nullable Object value = dataRecord.data().get(column.property());
            if (value != null) {
                names.append(", ").append(column.name());
                places.append(", ").append(column.codec().place());
                values.add(encoded(column, value));
            }
        }
        String sql = "INSERT INTO " + table.name() + " (" + names + ") VALUES (" + places + ")";
        return execute(connection, sql, values);
    }

    /** Gives a record its new version, and the new values of some properties. */
    int update(WriterConnection connection, DataRecord dataRecord, Collection<Property> properties)
            throws SQLException {
        List<Object> values = new ArrayList<>();
        values.add(dataRecord.version());
        values.add(ofSystem(SystemColumn.UPDATED_AT, dataRecord.updatedAt()));
        StringJoiner assignments = new StringJoiner(", ");
        assignments.add(quoted(SystemColumn.VERSION) + " = ?");
        assignments.add(quoted(SystemColumn.UPDATED_AT) + " = ?");
        for (Property property : properties) {
            Column column = Objects.requireNonNull(columns.get(property));
            @Nullable Object value = dataRecord.data().get(property);
            if (value == null) {
                assignments.add(column.name() + " = NULL");
            } else {
                assignments.add(column.name() + " = " + column.codec().place());
                values.add(encoded(column, value));
            }
        }
        values.add(dataRecord.id().value());
        String sql = "UPDATE " + table.name() + " SET " + assignments + whereId();
        return execute(connection, sql, values);
    }

    /** Removes a record. */
    int delete(WriterConnection connection, RecordId id) throws SQLException {
        return execute(connection, "DELETE FROM " + table.name() + whereId(), List.of(id.value()));
    }

    private Object encoded(Column column, Object value) {
        Object encoded = column.codec().encode(value);
        if (TextSizes.isText(column.property())) {
            sizes.note(column.property(), (String) encoded);
        }
        return encoded;
    }

    private static int execute(WriterConnection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepare(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        int changed = statement.executeUpdate();
        // The statement is kept, and would keep the values of a large record.
        statement.clearParameters();
        return changed;
    }

    private static Object ofSystem(SystemColumn column, Object value) {
        return ParameterCodec.of(column.type()).encode(value);
    }

    private static String whereId() {
        return " WHERE " + quoted(SystemColumn.ID) + " = ?";
    }

    private static String quoted(SystemColumn column) {
        return Identifiers.quoted(column);
    }
}
