package io.tabularium.contract;

import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.UniqueKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds values by a unique key. Data in which a property of the key is null has no key. */
final class KeyIndex<T> {

    private final UniqueKey key;
    private final TreeMap<List<Object>, T> values;

    KeyIndex(UniqueKey key) {
        this.key = key;
        this.values = new TreeMap<>(KeyIndex::compare);
    }

    private KeyIndex(KeyIndex<T> other) {
        this.key = other.key;
        this.values = new TreeMap<>(other.values);
    }

    KeyIndex<T> copy() {
        return new KeyIndex<>(this);
    }

    Optional<T> find(RecordData data) {
        return keyOf(data).map(values::get);
    }

    /** Keeps a value in place of the one with the same key. */
    void put(RecordData data, T value) {
        keyOf(data).ifPresent(of -> values.put(of, value));
    }

    void remove(RecordData data) {
        keyOf(data).ifPresent(values::remove);
    }

    private Optional<List<Object>> keyOf(RecordData data) {
        List<Object> parts = new ArrayList<>();
        for (Property property : key.properties()) {
            @Nullable Object part = data.get(property);
            if (part == null) {
                return Optional.empty();
            }
            parts.add(part);
        }
        return Optional.of(parts);
    }

    private static int compare(List<Object> left, List<Object> right) {
        int order = 0;
        for (int i = 0; i < left.size() && order == 0; i++) {
            order = FieldValue.compare(left.get(i), right.get(i));
        }
        return order;
    }
}
