package io.tabularium.adapter.jdbc.patch;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A {@link PatchLine} for each record that has patches under way. Patches of different records do
 * not wait for each other. Thread-safe.
 */
final class PatchLines {

    private final Consumer<List<PendingPatch>> apply;

    /** Guards itself and the entries in it. */
    private final Map<Key, Entry> entries = new HashMap<>();

    private record Key(SchemaName schema, RecordId id) {}

    private static final class Entry {
        final PatchLine line;
        int callers;

        Entry(PatchLine line) {
            this.line = line;
        }
    }

    /**
     * @param apply gives each patch of a batch its outcome; all are patches of one record
     */
    PatchLines(Consumer<List<PendingPatch>> apply) {
        this.apply = apply;
    }

    /**
     * Waits for the patch to be done.
     *
     * @throws RuntimeException if it is refused
     */
    DataRecord perform(PendingPatch patch) {
        Key key = new Key(patch.schema().name(), patch.id());
        Entry entry = enter(key);
        try {
            entry.line.perform(patch);
        } finally {
            leave(key, entry);
        }
        return patch.outcome();
    }

    private Entry enter(Key key) {
        synchronized (entries) {
            @Nullable Entry entry = entries.get(key);
            if (entry == null) {
                entry = new Entry(new PatchLine(apply));
                entries.put(key, entry);
            }
            entry.callers++;
            return entry;
        }
    }

    private void leave(Key key, Entry entry) {
        synchronized (entries) {
            entry.callers--;
            if (entry.callers == 0) {
                entries.remove(key);
            }
        }
    }
}
