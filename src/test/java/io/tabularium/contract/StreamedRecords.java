package io.tabularium.contract;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.format.TemporalText;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** The records of a stream, read back from their lines. */
final class StreamedRecords {

    private StreamedRecords() {}

    /** The places, which lines do not tell, are looked up; 0 where the record is gone since. */
    static List<DataRecord> of(RecordReader reader, RecordQuery query, OptionalLong limit) {
        List<byte[]> lines = new ArrayList<>();
        reader.stream(query, limit, RecordFormat.NDJSON, lines::add);
        Map<RecordId, Long> sequences = sequences(reader, query);
        return lines.stream().map(line -> read(query.schema(), line, sequences)).toList();
    }

    /** The id of the record on a line of JSON. */
    static RecordId id(byte[] line) {
        return id(json(line));
    }

    private static DataRecord read(Schema schema, byte[] line, Map<RecordId, Long> sequences) {
        Map<?, ?> record = json(line);
        RecordId id = id(record);
        return new DataRecord(
                id,
                sequences.getOrDefault(id, 0L),
                (Long) record.get("version"),
                TemporalText.parseInstant((String) record.get("created_at")).orElseThrow(),
                TemporalText.parseInstant((String) record.get("updated_at")).orElseThrow(),
                data(schema, (Map<?, ?>) record.get("data")));
    }

    private static RecordData data(Schema schema, Map<?, ?> json) {
        @Nullable Object[] values = new Object[schema.properties().size()];
        for (Property property : schema.properties()) {
            Object value = json.get(property.name().value());
            if (value != null) {
                Violations none = new Violations();
                values[property.position()] = property.type().read(value, Pointer.ROOT, none);
            }
        }
        return new RecordData(schema, values);
    }

    private static Map<?, ?> json(byte[] line) {
        return (Map<?, ?>) Rows.json(new String(line, StandardCharsets.UTF_8));
    }

    private static RecordId id(Map<?, ?> record) {
        return new RecordId(UUID.fromString((String) record.get("id")));
    }

    private static Map<RecordId, Long> sequences(RecordReader reader, RecordQuery query) {
        RecordQuery withoutData =
                new RecordQuery(
                        query.schema(), query.filter(), List.of(), new Projection(List.of()));
        PageRequest all = new PageRequest(new PageRequest.Start.Offset(0), 1_000_000, false);
        Map<RecordId, Long> sequences = new HashMap<>();
        for (DataRecord record : reader.search(withoutData, all, Rooms.unbounded()).items()) {
            sequences.put(record.id(), record.sequence());
        }
        return sequences;
    }
}
