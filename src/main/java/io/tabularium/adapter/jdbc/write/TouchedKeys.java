package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.UniqueKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of unique keys, identifiers included, that a group of writes has taken or freed. A
 * group in which no value is touched twice has the same effect as its writes one after the other,
 * in whatever order the engine comes to check its constraints. Not thread-safe.
 */
public final class TouchedKeys {

    /**
     * One value of one key. A client may choose values of equal hash codes: they are comparable, so
     * that a hash map finds them fast all the same.
     *
     * @param values as many as the key has properties; those of one property are of one type, which
     *     is comparable
     */
    record KeyValue(SchemaName schema, List<String> key, List<Object> values)
            implements Comparable<KeyValue> {

        private static final Comparator<KeyValue> ORDER =
                Comparator.comparing(KeyValue::schema)
                        .thenComparing(KeyValue::key, KeyValue::compareAll)
                        .thenComparing(KeyValue::values, KeyValue::compareAll);

        @Override
        public int compareTo(KeyValue other) {
            return ORDER.compare(this, other);
        }

        private static int compareAll(List<?> some, List<?> others) {
            int order = Integer.compare(some.size(), others.size());
            for (int i = 0; order == 0 && i < some.size(); i++) {
                order = compare(some.get(i), others.get(i));
            }
            return order;
        }

        /** Both are values of one property. */
        @SuppressWarnings("unchecked")
        private static int compare(Object value, Object other) {
            return ((Comparable<Object>) value).compareTo(other);
        }
    }

    /** The key that identifiers are. */
    public static final List<String> ID = List.of("_id");

    private final Map<KeyValue, PendingWrite> touched = new HashMap<>();

    /** The values that a change takes or frees. */
    static List<KeyValue> of(Optional<DataRecord> before, Change change) {
        return switch (change) {
            case Change.Insert(DataRecord inserted) -> all(inserted);
            case Change.Update(DataRecord after, _) -> moved(before.orElseThrow(), after);
            case Change.Remove(DataRecord removed) -> all(removed);
        };
    }

    /** Adds values that a write touches, or, if one of them was touched before, none. */
    boolean add(List<KeyValue> values, PendingWrite write) {
        if (values.stream().anyMatch(touched::containsKey)) {
            return false;
        }
        values.forEach(value -> touched.put(value, write));
        return true;
    }

    /** The write that touches a record's value of a key; empty where none does. */
    Optional<PendingWrite> writeOf(DataRecord dataRecord, List<String> key) {
        Optional<KeyValue> value =
                key.equals(ID)
                        ? Optional.of(idOf(dataRecord))
                        : dataRecord
                                .schema()
                                .uniqueKey(key)
                                .flatMap(unique -> valueOf(unique, dataRecord));
        return value.map(touched::get);
    }

    private static List<KeyValue> all(DataRecord dataRecord) {
        List<KeyValue> values = new ArrayList<>();
        values.add(idOf(dataRecord));
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

    private static KeyValue idOf(DataRecord dataRecord) {
        return new KeyValue(dataRecord.schema().name(), ID, List.of(dataRecord.id()));
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
