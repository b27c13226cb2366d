package io.tabularium.adapter.duckdb;

import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.UniqueKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a bulk load comes to, row by row and as simple as can be. */
final class BulkModel {

    /** A record, of which a load makes one new version at most. */
    static final class Entry {
        RecordData data;
        long version;

        Entry(RecordData data, long version) {
            this.data = data;
            this.version = version;
        }
    }

    /** A row that is rejected, and why. */
    record Rejection(long index, UniqueKey key) {}

    final List<Entry> entries = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    long created;
    long updated;
    long ignored;

    private final OnConflict onConflict;
    private final Optional<UniqueKey> conflictKey;

    BulkModel(List<RecordData> stored, OnConflict onConflict, Optional<UniqueKey> conflictKey) {
        stored.forEach(data -> entries.add(new Entry(data, 1)));
        this.onConflict = onConflict;
        this.conflictKey = conflictKey;
    }

    void load(List<RecordData> rows) {
        List<Entry> before = List.copyOf(entries);
        List<RecordData> storedData = before.stream().map(entry -> entry.data).toList();
        List<RecordData> accepted = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            RecordData row = rows.get(i);
            if (onConflict == OnConflict.UPDATE && isSuperseded(rows, i)) {
                ignored++;
                continue;
            }
            int target = onConflict == OnConflict.UPDATE ? holder(storedData, row) : -1;
            List<RecordData> others = new ArrayList<>(storedData);
            if (target >= 0) {
                others.remove(target);
            }
            others.addAll(accepted);
            Optional<UniqueKey> taken = taken(others, row);
            if (taken.isEmpty()) {
                accepted.add(row);
                store(before, target, row);
            } else if (onConflict == OnConflict.IGNORE && sharesAny(others, row)) {
                ignored++;
            } else {
                rejections.add(new Rejection(i, taken.get()));
            }
        }
    }

    private void store(List<Entry> before, int target, RecordData row) {
        if (target >= 0) {
            before.get(target).data = row;
            before.get(target).version++;
            updated++;
        } else {
            entries.add(new Entry(row, 1));
            created++;
        }
    }

    private boolean isSuperseded(List<RecordData> rows, int index) {
        return rows.subList(index + 1, rows.size()).stream()
                .anyMatch(later -> same(conflictKey.orElseThrow(), later, rows.get(index)));
    }

    private boolean sharesAny(List<RecordData> others, RecordData row) {
        return others.stream().anyMatch(other -> same(conflictKey.orElseThrow(), other, row));
    }

    private int holder(List<RecordData> stored, RecordData row) {
        for (int i = 0; i < stored.size(); i++) {
            if (same(conflictKey.orElseThrow(), stored.get(i), row)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<UniqueKey> taken(List<RecordData> others, RecordData row) {
        return row.schema().uniqueKeys().stream()
                .filter(key -> others.stream().anyMatch(other -> same(key, other, row)))
                .findFirst();
    }

    private static boolean same(UniqueKey key, RecordData left, RecordData right) {
        for (Property property : key.properties()) {
            @Nullable Object value = left.get(property);
            if (value == null || !value.equals(right.get(property))) {
                return false;
            }
        }
        return true;
    }
}
