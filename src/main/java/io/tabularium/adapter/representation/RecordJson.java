package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.TemporalText;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/**
 * The one representation of a record as JSON: the same record is the same bytes wherever it
 * appears. Thread-safe.
 */
public final class RecordJson {

    private RecordJson() {}

    /** Writes the record with the properties that the projection shows. */
    public static void write(JsonGenerator generator, DataRecord record, Projection projection) {
        generator.writeStartObject();
        generator.writeStringProperty("id", record.id().toString());
        generator.writeStringProperty("schema_name", record.schema().name().value());
        generator.writeNumberProperty("version", record.version());
        generator.writeStringProperty("created_at", TemporalText.format(record.createdAt()));
        generator.writeStringProperty("updated_at", TemporalText.format(record.updatedAt()));
        generator.writeName("data");
        generator.writeStartObject();
        for (Property property : projection.properties()) {
            generator.writeName(property.name().value());
            writeValue(generator, record.data().get(property));
        }
        generator.writeEndObject();
        generator.writeEndObject();
    }

    /** Writes the whole record. */
    public static void write(JsonGenerator generator, DataRecord record) {
        write(generator, record, Projection.all(record.schema()));
    }

    /** Writes a typed value of a property. */
    public static void writeValue(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case Double number -> generator.writeNumber(number);
            // A decimal of scale 7 or more would otherwise be written with an exponent when small.
            case BigDecimal number -> generator.writeNumber(number.toPlainString());
            case Instant instant -> generator.writeString(TemporalText.format(instant));
            case LocalDateTime time -> generator.writeString(TemporalText.format(time));
            case LocalDate date -> generator.writeString(TemporalText.format(date));
            case UUID uuid -> generator.writeString(uuid.toString());
            case null, default -> JsonWriter.write(generator, value);
        }
    }
}
