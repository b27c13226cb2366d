package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one representation of single records as JSON: the same record is the same bytes wherever it
 * appears. Thread-safe.
 */
public final class RecordJson {

    private RecordJson() {}

    /** The whole record; not to be changed. */
    public static byte[] bytes(DataRecord record) {
        byte[] kept = record.representation(RecordJson::encode);
        return kept == null ? encode(record) : kept;
    }

    /** Records of one schema that are encoded once: nothing is kept with them. */
    public static Stream<byte[]> each(List<DataRecord> records) {
        if (records.isEmpty()) {
            return Stream.empty();
        }
        RecordEncoder encoder = encoder(records.getFirst().schema());
        return records.stream().map(encoder::bytesAnew);
    }

    /** The data of a record alone, as they stand in its representation. */
    static byte[] bytes(RecordData data) {
        JsonBytes out = new JsonBytes();
        encoder(data.schema()).writeData(out, data);
        return out.toByteArray();
    }

    /**
     * The representation of a record in its first version.
     *
     * @param data of {@link #bytes(RecordData)}
     */
    static byte[] bytesOfFirstVersion(RecordId id, Schema schema, Instant createdAt, byte[] data) {
        JsonBytes out = new JsonBytes();
        encoder(schema).writeFirstVersion(out, id, createdAt, data);
        return out.toByteArray();
    }

    private static byte[] encode(DataRecord record) {
        return encoder(record.schema()).bytesAnew(record);
    }

    private static RecordEncoder encoder(Schema schema) {
        return new RecordEncoder(schema, Projection.all(schema));
    }
}
