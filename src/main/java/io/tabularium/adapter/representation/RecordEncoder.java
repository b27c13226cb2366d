package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.adapter.json.StoredJson;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.format.TemporalText;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Encodes records of one schema, with the properties that a projection shows: the one place that
 * knows the representation. Cheap to make, and cheaper to use again. Immutable and thread-safe.
 */
public final class RecordEncoder {

    private final byte[] schema;
    private final boolean isWhole;
    private final List<Property> properties;

    /** For each property its name with what stands before and behind it. */
    private final byte[][] names;

    public RecordEncoder(Schema schema, Projection projection) {
        // Names of schemas and properties need no escape.
        this.schema = ascii("\",\"schema_name\":\"" + schema.name() + "\",\"version\":");
        this.isWhole = projection.isWhole(schema);
        this.properties = projection.properties();
        this.names = new byte[properties.size()][];
        for (int i = 0; i < names.length; i++) {
            String separator = i == 0 ? "\"" : ",\"";
            names[i] = ascii(separator + properties.get(i).name().value() + "\":");
        }
    }

    /** Writes a record. A whole record that has kept its bytes is not encoded again. */
    public void write(JsonBytes out, DataRecord record) {
        byte[] kept = isWhole ? record.representation(this::bytesAnew) : null;
        if (kept == null) {
            writeAnew(out, record);
        } else {
            out.raw(kept);
        }
    }

    /** Encodes a record, neither using nor keeping bytes with it. */
    public void writeAnew(JsonBytes out, DataRecord record) {
        writeMetadata(out, record.id(), record.version(), record.createdAt(), record.updatedAt());
        writeData(out, record.data());
        out.raw('}');
    }

    /**
     * Writes a record in its first version.
     *
     * @param data of {@link #writeData}
     */
    void writeFirstVersion(JsonBytes out, RecordId id, Instant createdAt, byte[] data) {
        writeMetadata(out, id, 1, createdAt, createdAt);
        out.raw(data).raw('}');
    }

    /** Writes the data of a record alone. */
    void writeData(JsonBytes out, RecordData data) {
        out.raw('{');
        for (int i = 0; i < names.length; i++) {
            out.raw(names[i]);
            writeValue(out, data.get(properties.get(i)));
        }
        out.raw('}');
    }

    /** A record, as {@link #writeAnew} writes it. */
    byte[] bytesAnew(DataRecord record) {
        JsonBytes out = new JsonBytes();
        writeAnew(out, record);
        return out.toByteArray();
    }

    private void writeMetadata(
            JsonBytes out, RecordId id, long version, Instant createdAt, Instant updatedAt) {
        String created = TemporalText.format(createdAt);
        out.raw("{\"id\":\"")
                .raw(id.toString())
                .raw(schema)
                .raw(Long.toString(version))
                .raw(",\"created_at\":\"")
                .raw(created)
                .raw("\",\"updated_at\":\"")
                .raw(updatedAt.equals(createdAt) ? created : TemporalText.format(updatedAt))
                .raw("\",\"data\":");
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
            case StoredJson json -> out.raw(json.utf8());
            case null, default -> out.value(value);
        }
    }

    private static void quoted(JsonBytes out, String plain) {
        out.raw('"').raw(plain).raw('"');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
