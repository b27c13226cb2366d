package io.tabularium.adapter.postgresql.bulk;

import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes the records of one schema as rows of COPY: the system columns, then those of the
 * properties. How each column is written is settled when this is made, not for each row.
 * Thread-safe.
 */
final class CopyCodec {

    /** Writes the value of one column. */
    @FunctionalInterface
    private interface Cell {
        void put(CopyBuffer row, DataRecord dataRecord);
    }

    /** Writes a value that is there. */
    @FunctionalInterface
    private interface Value {
        void put(CopyBuffer row, Object value);
    }

    private final List<Cell> cells = new ArrayList<>();

    /**
     * @param sizes are told of each text that is written
     */
    CopyCodec(Schema schema, TextSizes sizes) {
        for (SystemColumn column : SystemColumn.values()) {
            cells.add(cellOf(column));
        }
        for (Property property : schema.properties()) {
            cells.add(cellOf(property, sizes));
        }
    }

    /** The number of columns. */
    int columns() {
        return cells.size();
    }

    /** Writes the columns; beginning the row is the caller's. */
    void put(CopyBuffer row, DataRecord dataRecord) {
        for (Cell cell : cells) {
            cell.put(row, dataRecord);
        }
    }

    private static Cell cellOf(SystemColumn column) {
        return switch (column) {
            case SEQUENCE -> (row, dataRecord) -> row.putLong(dataRecord.sequence());
            case ID -> (row, dataRecord) -> row.putUuid(dataRecord.id().value());
            case VERSION -> (row, dataRecord) -> row.putLong(dataRecord.version());
            case CREATED_AT -> (row, dataRecord) -> row.putInstant(dataRecord.createdAt());
            case UPDATED_AT -> (row, dataRecord) -> row.putInstant(dataRecord.updatedAt());
        };
    }

    private static Cell cellOf(Property property, TextSizes sizes) {
        Value present = valueOf(property, sizes);
        return (row, dataRecord) -> {
            @Nullable Object value = dataRecord.data().get(property);
            if (value == null) {
                row.putNull();
            } else {
                present.put(row, value);
            }
        };
    }

    private static Value valueOf(Property property, TextSizes sizes) {
        return switch (property.type()) {
            case DecimalType ignored -> (row, value) -> row.putDecimal((BigDecimal) value);
            case BasicType basic -> valueOf(basic, text -> sizes.note(property, text));
        };
    }

    private static Value valueOf(BasicType type, Consumer<String> noteText) {
        return switch (type) {
            case TEXT ->
                    (row, value) -> {
                        noteText.accept((String) value);
                        row.putText((String) value);
                    };
            case INTEGER -> (row, value) -> row.putLong((long) value);
            case DOUBLE -> (row, value) -> row.putDouble((double) value);
            case BOOLEAN -> (row, value) -> row.putBoolean((boolean) value);
            case DATE -> (row, value) -> row.putDate((LocalDate) value);
            case INSTANT -> (row, value) -> row.putInstant((Instant) value);
            case LOCAL_DATE_TIME -> (row, value) -> row.putLocalDateTime((LocalDateTime) value);
            case UUID -> (row, value) -> row.putUuid((UUID) value);
            case OBJECT, ARRAY ->
                    (row, value) -> {
                        String text = JsonWriter.toText(value);
                        noteText.accept(text);
                        row.putText(text);
                    };
        };
    }
}
