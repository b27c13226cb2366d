package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Schema;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Writes the records of one schema to an appender. How each column is written is settled when it is
 * made, not for each row. Thread-safe.
 */
final class AppenderCodec {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    @FunctionalInterface
    private interface Column {
        void append(DuckDBAppender row, Object value) throws SQLException;
    }

    private final List<Property> properties;
    private final Column[] columns;

    AppenderCodec(Schema schema) {
        this.properties = schema.properties();
        this.columns =
                properties.stream()
                        .map(property -> columnOf(property.type()))
                        .toArray(Column[]::new);
    }

    /** Writes the columns of the schema's table; beginning and ending the row is the caller's. */
    void append(DuckDBAppender row, DataRecord dataRecord) throws SQLException {
        row.append(dataRecord.sequence());
        row.append(dataRecord.id().value());
        row.append(dataRecord.version());
        appendInstant(row, dataRecord.createdAt());
        appendInstant(row, dataRecord.updatedAt());
        for (int i = 0; i < columns.length; i++) {
            @Nullable Object value = dataRecord.data().get(properties.get(i));
            if (value == null) {
                row.appendNull();
            } else {
                columns[i].append(row, value);
            }
        }
    }

    private static Column columnOf(PropertyType type) {
        return switch (type) {
            case DecimalType ignored -> (row, value) -> row.append((BigDecimal) value);
            case BasicType basic -> columnOf(basic);
        };
    }

    private static Column columnOf(BasicType type) {
        return switch (type) {
            case TEXT -> (row, value) -> row.append((String) value);
            case INTEGER -> (row, value) -> row.append((long) value);
            case DOUBLE -> (row, value) -> row.append((double) value);
            case BOOLEAN -> (row, value) -> row.append((boolean) value);
            case DATE -> (row, value) -> row.append((LocalDate) value);
            case INSTANT -> (row, value) -> appendInstant(row, (Instant) value);
            case LOCAL_DATE_TIME -> (row, value) -> row.append((LocalDateTime) value);
            case UUID -> (row, value) -> row.append((UUID) value);
            case OBJECT, ARRAY -> (row, value) -> row.append(JsonWriter.toText(value));
        };
    }

    private static void appendInstant(DuckDBAppender row, Instant instant) throws SQLException {
        row.appendEpochMicros(
                instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO);
    }
}
