package io.tabularium.adapter.duckdb;

import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.UniqueKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The values of unique keys, identifiers included, that a group of writes has taken or freed. A
 * group in which no value is touched twice has the same effect as its writes one after the other,
 * in whatever order the engine comes to check its constraints. Not thread-safe.
 */
final class TouchedKeys {

    /** One value of one key. */
    record KeyValue(SchemaName schema, List<String> key, List<Object> values) {}

    private final Set<KeyValue> touched = new HashSet<>();

    /** The values that a change takes or frees. */
    static List<KeyValue> of(Optional<DataRecord> before, Change change) {
        return switch (change) {
            case Change.Insert(DataRecord inserted) -> all(inserted);
            case Change.Update(DataRecord after) -> moved(before.orElseThrow(), after);
            case Change.Remove(DataRecord removed) -> all(removed);
        };
    }

    /** Adds values, or, if one of them was touched before, none. */
    boolean add(List<KeyValue> values) {
        if (values.stream().anyMatch(touched::contains)) {
            return false;
        }
        touched.addAll(values);
        return true;
    }

    private static List<KeyValue> all(DataRecord dataRecord) {
        List<KeyValue> values = new ArrayList<>();
        values.add(
                new KeyValue(dataRecord.schema().name(), List.of("_id"), List.of(dataRecord.id())));
        for (UniqueKey key : dataRecord.schema().uniqueKeys()) {
            valueOf(key, dataRecord).ifPresent(values::add);
        }
        return values;
    }

    private static List<KeyValue> moved(DataRecord before, DataRecord after) {
        List<KeyValue> values = new ArrayList<>();
        for (UniqueKey key : after.schema().uniqueKeys()) {
            Optional<KeyValue> freed = valueOf(key, before);
            Optional<KeyValue> taken = valueOf(key, after);
            if (!freed.equals(taken)) {
                freed.ifPresent(values::add);
                taken.ifPresent(values::add);
            }
        }
        return values;
    }

    /** Empty where a value is null: such a record is never a duplicate. */
    private static Optional<KeyValue> valueOf(UniqueKey key, DataRecord dataRecord) {
        List<Object> values = new ArrayList<>(key.properties().size());
        for (Property property : key.properties()) {
            @Nullable Object value = dataRecord.data().get(property);
            if (value == null) {
                return Optional.empty();
            }
            values.add(value);
        }
        return Optional.of(new KeyValue(dataRecord.schema().name(), key.names(), values));
    }
}
