package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.SchemaName;
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
import java.util.function.Consumer;

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

    /** The data of a record alone, as they stand in its representation. */
    public static byte[] bytes(RecordData data) {
        return encode(generator -> writeData(generator, data, Projection.all(data.schema())));
    }

    /**
     * The representation of a record in its first version.
     *
     * @param data of {@link #bytes(RecordData)}
     */
    public static byte[] bytesOfFirstVersion(
            RecordId id, SchemaName schema, Instant createdAt, byte[] data) {
        return encode(
                generator -> {
                    generator.writeStartObject();
                    writeMetadata(generator, id, schema, 1, createdAt, createdAt);
                    generator.writeName("data");
                    write(generator, data);
                    generator.writeEndObject();
                });
    }

    /** Writes the whole record to a generator of bytes. */
    public static void write(JsonGenerator generator, DataRecord record) {
        write(generator, bytes(record));
    }

    /**
     * Writes JSON that is made already to a generator of bytes.
     *
     * @param json one value
     */
    public static void write(JsonGenerator generator, byte[] json) {
        // The comma before it, where one is due.
        generator.writeRawValue("");
        generator.flush();
        try {
            ((OutputStream) generator.streamWriteOutputTarget()).write(json);
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
        return encode(
                generator -> writeMembers(generator, record, Projection.all(record.schema())));
    }

    private static byte[] encode(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try (JsonGenerator generator = JsonWriter.to(bytes)) {
            content.accept(generator);
        }
        return bytes.toByteArray();
    }

    private static void writeMembers(
            JsonGenerator generator, DataRecord record, Projection projection) {
        generator.writeStartObject();
        writeMetadata(
                generator,
                record.id(),
                record.schema().name(),
                record.version(),
                record.createdAt(),
                record.updatedAt());
        generator.writeName("data");
        writeData(generator, record.data(), projection);
        generator.writeEndObject();
    }

    private static void writeMetadata(
            JsonGenerator generator,
            RecordId id,
            SchemaName schema,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        generator.writeStringProperty("id", id.toString());
        generator.writeStringProperty("schema_name", schema.value());
        generator.writeNumberProperty("version", version);
        generator.writeStringProperty("created_at", TemporalText.format(createdAt));
        generator.writeStringProperty("updated_at", TemporalText.format(updatedAt));
    }

    private static void writeData(JsonGenerator generator, RecordData data, Projection projection) {
        generator.writeStartObject();
        for (Property property : projection.properties()) {
            generator.writeName(property.name().value());
            writeValue(generator, data.get(property));
        }
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
