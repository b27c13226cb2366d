package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.format.TemporalText;

import org.jspecify.annotations.Nullable;

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

    /** The whole record; not to be changed. */
    public static byte[] bytes(DataRecord record) {
        byte[] kept = record.representation(RecordJson::encode);
        return kept == null ? encode(record) : kept;
    }

    /** The data of a record alone, as they stand in its representation. */
    public static byte[] bytes(RecordData data) {
        JsonBytes out = new JsonBytes();
        writeData(out, data, Projection.all(data.schema()));
        return out.toByteArray();
    }

    /**
     * The representation of a record in its first version.
     *
     * @param data of {@link #bytes(RecordData)}
     */
    public static byte[] bytesOfFirstVersion(
            RecordId id, SchemaName schema, Instant createdAt, byte[] data) {
        JsonBytes out = new JsonBytes();
        writeMetadata(out, id, schema, 1, createdAt, createdAt);
        return out.raw(data).raw('}').toByteArray();
    }

    /** Writes the record with the properties that the projection shows. */
    public static void write(JsonBytes out, DataRecord record, Projection projection) {
        byte[] kept =
                projection.isWhole(record.schema())
                        ? record.representation(RecordJson::encode)
                        : null;
        if (kept == null) {
            writeAnew(out, record, projection);
        } else {
            out.raw(kept);
        }
    }

    /** As {@link #write}, without what is kept with the record and without keeping anything. */
    public static void writeAnew(JsonBytes out, DataRecord record, Projection projection) {
        writeMetadata(
                out,
                record.id(),
                record.schema().name(),
                record.version(),
                record.createdAt(),
                record.updatedAt());
        writeData(out, record.data(), projection);
        out.raw('}');
    }

    private static byte[] encode(DataRecord record) {
        JsonBytes out = new JsonBytes();
        writeAnew(out, record, Projection.all(record.schema()));
        return out.toByteArray();
    }

    /** Up to the data. */
    private static void writeMetadata(
            JsonBytes out,
            RecordId id,
            SchemaName schema,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        // None of these needs an escape.
        out.raw("{\"id\":\"")
                .raw(id.toString())
                .raw("\",\"schema_name\":\"")
                .raw(schema.value())
                .raw("\",\"version\":")
                .raw(Long.toString(version))
                .raw(",\"created_at\":\"")
                .raw(TemporalText.format(createdAt))
                .raw("\",\"updated_at\":\"")
                .raw(TemporalText.format(updatedAt))
                .raw("\",\"data\":");
    }

    private static void writeData(JsonBytes out, RecordData data, Projection projection) {
        char separator = '{';
        for (Property property : projection.properties()) {
            out.raw(separator).raw('"').raw(property.name().value()).raw("\":");
            writeValue(out, data.get(property));
            separator = ',';
        }
        if (separator == '{') {
            out.raw('{');
        }
        out.raw('}');
    }

    private static void writeValue(JsonBytes out, @Nullable Object value) {
        switch (value) {
            case Double number -> out.raw(DoubleText.of(number));
            // A decimal of scale 7 or more would otherwise be written with an exponent when small.
            case BigDecimal number -> out.raw(number.toPlainString());
            case Instant instant -> quoted(out, TemporalText.format(instant));
            case LocalDateTime time -> quoted(out, TemporalText.format(time));
            case LocalDate date -> quoted(out, TemporalText.format(date));
            case UUID uuid -> quoted(out, uuid.toString());
            case null, default -> out.value(value);
        }
    }

    private static void quoted(JsonBytes out, String plain) {
        out.raw('"').raw(plain).raw('"');
    }
}
