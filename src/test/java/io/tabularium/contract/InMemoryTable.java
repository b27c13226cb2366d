package io.tabularium.contract;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The records of one schema. Not thread-safe. */
final class InMemoryTable {

    private final Map<RecordId, DataRecord> records = new LinkedHashMap<>();
    private long lastSequence;

    InMemoryTable copy() {
        InMemoryTable copy = new InMemoryTable();
        copy.records.putAll(records);
        copy.lastSequence = lastSequence;
        return copy;
    }

    Stream<DataRecord> stream() {
        return records.values().stream();
    }

    Optional<DataRecord> find(RecordId id) {
        return Optional.ofNullable(records.get(id));
    }

    long nextSequence() {
        return ++lastSequence;
    }

    /** Adds a record, or takes the place of the one with its id. */
    void put(DataRecord record) {
        records.put(record.id(), record);
        lastSequence = Math.max(lastSequence, record.sequence());
    }

    void remove(RecordId id) {
        records.remove(id);
    }

    /** The record that has the same key. */
    Optional<DataRecord> owner(UniqueKey key, RecordData data) {
        return stream().filter(record -> sameKey(key, record.data(), data)).findFirst();
    }

    /** The first of the schema's keys that another record than the one of that id has taken. */
    Optional<UniqueKey> takenKey(Schema schema, @Nullable RecordId id, RecordData data) {
        return schema.uniqueKeys().stream()
                .filter(key -> owner(key, data).filter(other -> !other.id().equals(id)).isPresent())
                .findFirst();
    }

    static boolean sameKey(UniqueKey key, RecordData left, RecordData right) {
        return key.properties().stream().allMatch(property -> sameValue(property, left, right));
    }

    private static boolean sameValue(Property property, RecordData left, RecordData right) {
        @Nullable Object first = left.get(property);
        @Nullable Object second = right.get(property);
        return first != null && second != null && FieldValue.compare(first, second) == 0;
    }
}
