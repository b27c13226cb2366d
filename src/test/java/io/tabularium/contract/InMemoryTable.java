package io.tabularium.contract;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The records of one schema. Not thread-safe. */
final class InMemoryTable {

    private final Map<RecordId, DataRecord> records = new LinkedHashMap<>();
    private final Map<UniqueKey, KeyIndex<DataRecord>> owners = new HashMap<>();
    private long lastSequence;

    InMemoryTable copy() {
        InMemoryTable copy = new InMemoryTable();
        copy.records.putAll(records);
        owners.forEach((key, index) -> copy.owners.put(key, index.copy()));
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
        forgetKeys(records.put(record.id(), record));
        for (UniqueKey key : record.schema().uniqueKeys()) {
            ownersBy(key).put(record.data(), record);
        }
        lastSequence = Math.max(lastSequence, record.sequence());
    }

    void remove(RecordId id) {
        forgetKeys(records.remove(id));
    }

    /** The record that has the same key. */
    Optional<DataRecord> owner(UniqueKey key, RecordData data) {
        return ownersBy(key).find(data);
    }

    /** The first of the schema's keys that another record than the one of that id has taken. */
    Optional<UniqueKey> takenKey(Schema schema, @Nullable RecordId id, RecordData data) {
        return schema.uniqueKeys().stream()
                .filter(key -> owner(key, data).filter(other -> !other.id().equals(id)).isPresent())
                .findFirst();
    }

    private void forgetKeys(@Nullable DataRecord gone) {
        if (gone != null) {
            for (UniqueKey key : gone.schema().uniqueKeys()) {
                ownersBy(key).remove(gone.data());
            }
        }
    }

    private KeyIndex<DataRecord> ownersBy(UniqueKey key) {
        return owners.computeIfAbsent(key, KeyIndex::new);
    }
}
