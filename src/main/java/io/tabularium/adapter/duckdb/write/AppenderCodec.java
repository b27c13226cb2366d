package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes the records of one schema to an appender, which takes the values of a row in the order of
 * the table's columns: that of the properties only as long as none was added or moved. How each
 * column is written is settled when this is made, not for each row. Thread-safe.
 */
public final class AppenderCodec {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /** Writes the value of one column. */
    @FunctionalInterface
    private interface Cell {
        void append(DuckDBAppender row, DataRecord dataRecord) throws SQLException;
    }

    /** Writes a value that is there. */
    @FunctionalInterface
    private interface Value {
        void append(DuckDBAppender row, Object value) throws SQLException;
    }

    private final List<Cell> cells;

    /**
     * @param columns the names of the table's columns, in its order
     * @param sizes are told of each text that is written
     */
    public AppenderCodec(Schema schema, List<String> columns, TextSizes sizes) {
        Map<String, Cell> byName = new HashMap<>();
        for (SystemColumn column : SystemColumn.values()) {
            byName.put(column.columnName(), cellOf(column));
        }
        for (Property property : schema.properties()) {
            byName.put(property.name().value(), cellOf(property, sizes));
        }
        if (!byName.keySet().equals(Set.copyOf(columns))) {
            throw new IllegalArgumentException(
                    "the table of %s has the columns %s".formatted(schema, columns));
        }
        this.cells = columns.stream().map(byName::get).toList();
    }

    /** Writes the columns of the table; beginning and ending the row is the caller's. */
    public void append(DuckDBAppender row, DataRecord dataRecord) throws SQLException {
        for (Cell cell : cells) {
            cell.append(row, dataRecord);
        }
    }

    private static Cell cellOf(SystemColumn column) {
        return switch (column) {
            case SEQUENCE -> (row, dataRecord) -> row.append(dataRecord.sequence());
            case ID -> (row, dataRecord) -> row.append(dataRecord.id().value());
            case VERSION -> (row, dataRecord) -> row.append(dataRecord.version());
            case CREATED_AT -> (row, dataRecord) -> appendInstant(row, dataRecord.createdAt());
            case UPDATED_AT -> (row, dataRecord) -> appendInstant(row, dataRecord.updatedAt());
        };
    }

    private static Cell cellOf(Property property, TextSizes sizes) {
        Value present = valueOf(property, sizes);
        return (row, dataRecord) -> {
            @Nullable Object value = dataRecord.data().get(property);
            if (value == null) {
                row.appendNull();
            } else {
                present.append(row, value);
            }
        };
    }

    private static Value valueOf(Property property, TextSizes sizes) {
        return switch (property.type()) {
            case DecimalType ignored -> (row, value) -> row.append((BigDecimal) value);
            case BasicType basic -> valueOf(basic, text -> sizes.note(property, text));
        };
    }

    private static Value valueOf(BasicType type, Consumer<String> noteText) {
        return switch (type) {
            case TEXT ->
                    (row, value) -> {
                        noteText.accept((String) value);
                        row.append((String) value);
                    };
            case INTEGER -> (row, value) -> row.append((long) value);
            case DOUBLE -> (row, value) -> row.append((double) value);
            case BOOLEAN -> (row, value) -> row.append((boolean) value);
            case DATE -> (row, value) -> row.append((LocalDate) value);
            case INSTANT -> (row, value) -> appendInstant(row, (Instant) value);
            case LOCAL_DATE_TIME -> (row, value) -> row.append((LocalDateTime) value);
            case UUID -> (row, value) -> row.append((UUID) value);
            case OBJECT, ARRAY ->
                    (row, value) -> {
                        String text = JsonWriter.toText(value);
                        noteText.accept(text);
                        row.append(text);
                    };
        };
    }

    private static void appendInstant(DuckDBAppender row, Instant instant) throws SQLException {
        row.appendEpochMicros(
                instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO);
    }
}
