package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.format.TemporalText;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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

    private static final int INITIAL_BYTES = 512;

    private RecordJson() {}

    /** The whole record; not to be changed. */
    public static byte[] bytes(DataRecord record) {
        return record.representation(RecordJson::encode);
    }

    /** Writes the whole record to a generator of bytes. */
    public static void write(JsonGenerator generator, DataRecord record) {
        // The comma before it, where one is due.
        generator.writeRawValue("");
        generator.flush();
        try {
            ((OutputStream) generator.streamWriteOutputTarget()).write(bytes(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the record with the properties that the projection shows. */
    public static void write(JsonGenerator generator, DataRecord record, Projection projection) {
        if (projection.isWhole(record.schema())) {
            write(generator, record);
        } else {
            writeMembers(generator, record, projection);
        }
    }

    /** As {@link #write}, without what is kept with the record and without keeping anything. */
    public static void writeAnew(
            JsonGenerator generator, DataRecord record, Projection projection) {
        writeMembers(generator, record, projection);
    }

    private static byte[] encode(DataRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try (JsonGenerator generator = JsonWriter.to(bytes)) {
            writeMembers(generator, record, Projection.all(record.schema()));
        }
        return bytes.toByteArray();
    }

    private static void writeMembers(
            JsonGenerator generator, DataRecord record, Projection projection) {
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

    /** Writes a typed value of a property. */
    public static void writeValue(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case Double number -> generator.writeNumber(DoubleText.of(number));
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
