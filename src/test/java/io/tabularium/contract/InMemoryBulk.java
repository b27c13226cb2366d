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

/**
 * Does what a bulk load asks, row by row: each is held against the stored records and those of the
 * rows before it.
 */
final class InMemoryBulk {

    private final BulkLoad load;
    private final InMemoryTable table;
    private final RecordIdGenerator ids;
    private final Instant now;
    private final Set<RecordId> written = new LinkedHashSet<>();
    private long created;
    private long updated;
    private long ignored;

    /**
     * @param table changed in place; of no use afterwards if the load does not commit
     */
    InMemoryBulk(BulkLoad load, InMemoryTable table, RecordIdGenerator ids, Instant now) {
        this.load = load;
        this.table = table;
        this.ids = ids;
        this.now = now;
    }

    void store(List<BulkRow.Valid> rows) {
        rows.forEach(this::store);
        load.count(created, updated, ignored);
        if (load.options().returning() && load.commits()) {
            written.forEach(id -> load.keep(table.find(id).orElseThrow()));
        }
    }

    private void store(BulkRow.Valid row) {
        Optional<DataRecord> owner =
                load.options().conflictKey().flatMap(key -> table.owner(key, row.data()));
        if (owner.isPresent() && load.options().onConflict() == OnConflict.IGNORE) {
            ignored++;
            return;
        }
        Optional<UniqueKey> taken =
                table.takenKey(load.schema(), owner.map(DataRecord::id).orElse(null), row.data());
        if (taken.isPresent()) {
            load.rejectDuplicate(row.index(), row.line(), taken.get());
        } else if (owner.isPresent()) {
            update(owner.get(), row.data());
        } else {
            create(row.data());
        }
    }

    private void create(RecordData data) {
        DataRecord record = new DataRecord(ids.next(), table.nextSequence(), 1, now, now, data);
        table.put(record);
        written.add(record.id());
        created++;
    }

    /** One load makes one version of a record, whatever number of rows speak of it. */
    private void update(DataRecord stored, RecordData data) {
        boolean first = written.add(stored.id());
        long version = first ? stored.version() + 1 : stored.version();
        table.put(
                new DataRecord(
                        stored.id(), stored.sequence(), version, stored.createdAt(), now, data));
        if (first) {
            updated++;
        }
    }
}
