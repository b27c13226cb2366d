package io.tabularium.adapter.jdbc;

import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Schema;

import org.jooq.Field;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes records of rows. Select {@link #columns()} first; what a statement selects behind them is
 * its own. Immutable and thread-safe.
 */
public final class RowReader {

    private static final SystemColumn[] SYSTEM_COLUMNS = SystemColumn.values();

    private final Schema schema;
    private final List<Field<?>> columns;
    private final ColumnCodec[] codecs;
    private final int[] positions;

    public RowReader(RecordTable table, Projection projection) {
        this(table, projection, table::codec);
    }

    private RowReader(
            RecordTable table, Projection projection, Function<PropertyType, ColumnCodec> codecOf) {
        this.schema = table.schema();
        List<Property> properties = projection.properties();
        List<Field<?>> selected = new ArrayList<>();
        for (SystemColumn column : SYSTEM_COLUMNS) {
            selected.add(table.column(column));
        }
        this.codecs = new ColumnCodec[properties.size()];
        this.positions = new int[properties.size()];
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            selected.add(table.column(property));
            codecs[i] = codecOf.apply(property.type());
            positions[i] = property.position();
        }
        this.columns = List.copyOf(selected);
    }

    /**
     * A reader of records that are only encoded. Objects and arrays stay text: {@link
     * io.tabularium.adapter.json.StoredJson}.
     */
    public static RowReader forEncoding(RecordTable table, Projection projection) {
        return new RowReader(
                table,
                projection,
                type -> type.isScalar() ? table.codec(type) : ColumnCodec.storedJson());
    }

    /** What a statement must select, in this order, from its first column on. */
    public List<Field<?>> columns() {
        return columns;
    }

    /** The column that holds a property, counted from 1, unless the projection leaves it out. */
    public OptionalInt columnOf(Property property) {
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] == property.position()) {
                return OptionalInt.of(SYSTEM_COLUMNS.length + 1 + i);
            }
        }
        return OptionalInt.empty();
    }

    /** The record in the current row; null for what is outside the projection. */
    public DataRecord read(ResultSet row) throws SQLException {
        long sequence = row.getLong(1);
        RecordId id = new RecordId(row.getObject(2, UUID.class));
        long version = row.getLong(3);
        Instant createdAt = instant(row, 4);
        Instant updatedAt = instant(row, 5);
        @Nullable Object[] values = new Object[schema.properties().size()];
        for (int i = 0; i < codecs.length; i++) {
            values[positions[i]] = codecs[i].read(row, SYSTEM_COLUMNS.length + 1 + i);
        }
        return new DataRecord(
                id, sequence, version, createdAt, updatedAt, new RecordData(schema, values));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
