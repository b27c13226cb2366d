package io.tabularium.contract;

import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.UniqueKey;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Does what a bulk load asks, row by row: each is held against the records that were stored before
 * the load, and against the rows before it that are stored.
 */
final class InMemoryBulk {

    private final BulkLoad load;
    private final InMemoryTable before;
    private final InMemoryTable after;
    private final RecordIdGenerator ids;
    private final Instant now;
    private final Set<RecordId> written = new LinkedHashSet<>();
    private long created;
    private long updated;
    private long ignored;

    InMemoryBulk(BulkLoad load, InMemoryTable before, RecordIdGenerator ids, Instant now) {
        this.load = load;
        this.before = before;
        this.after = before.copy();
        this.ids = ids;
        this.now = now;
    }

    /** The table as the load leaves it, should it commit. */
    InMemoryTable store(List<BulkRow.Valid> rows) {
        Optional<KeyIndex<BulkRow.Valid>> last = lastByKey(rows);
        for (BulkRow.Valid row : rows) {
            BulkRow.Valid lastOfKey = last.flatMap(rowsBy -> rowsBy.find(row.data())).orElse(row);
            if (lastOfKey.index() != row.index()) {
                ignored++;
            } else {
                store(row);
            }
        }
        load.count(created, updated, ignored);
        if (load.options().returning() && load.commits()) {
            written.forEach(id -> load.keep(after.find(id).orElseThrow()));
        }
        return after;
    }

    /** The rows that supersede those before them. */
    private Optional<KeyIndex<BulkRow.Valid>> lastByKey(List<BulkRow.Valid> rows) {
        if (load.options().onConflict() != OnConflict.UPDATE) {
            return Optional.empty();
        }
        KeyIndex<BulkRow.Valid> last = new KeyIndex<>(conflictKey());
        rows.forEach(row -> last.put(row.data(), row));
        return Optional.of(last);
    }

    private void store(BulkRow.Valid row) {
        Optional<DataRecord> target =
                load.options().onConflict() == OnConflict.UPDATE
                        ? before.owner(conflictKey(), row.data())
                        : Optional.empty();
        Optional<UniqueKey> taken =
                keys().filter(key -> isTaken(key, row.data(), target)).findFirst();
        if (taken.isEmpty()) {
            target.ifPresentOrElse(record -> update(record, row.data()), () -> create(row.data()));
        } else if (load.options().onConflict() == OnConflict.IGNORE
                && taken.equals(load.options().conflictKey())) {
            ignored++;
        } else {
            load.rejectDuplicate(row.index(), row.line(), taken.get());
        }
    }

    /** The key to be ignored comes first: a row that is left out has no other fault. */
    private Stream<UniqueKey> keys() {
        return Stream.concat(
                        load.options().conflictKey().stream(), load.schema().uniqueKeys().stream())
                .distinct();
    }

    private boolean isTaken(UniqueKey key, RecordData data, Optional<DataRecord> target) {
        boolean byStored =
                before.owner(key, data)
                        .filter(owner -> !target.equals(Optional.of(owner)))
                        .isPresent();
        boolean byEarlierRow =
                after.owner(key, data).filter(owner -> written.contains(owner.id())).isPresent();
        return byStored || byEarlierRow;
    }

    private UniqueKey conflictKey() {
        return load.options().conflictKey().orElseThrow();
    }

    private void create(RecordData data) {
        DataRecord record = new DataRecord(ids.next(), after.nextSequence(), 1, now, now, data);
        after.put(record);
        written.add(record.id());
        created++;
    }

    private void update(DataRecord stored, RecordData data) {
        after.put(
                new DataRecord(
                        stored.id(),
                        stored.sequence(),
                        stored.version() + 1,
                        stored.createdAt(),
                        now,
                        data));
        written.add(stored.id());
        updated++;
    }
}
