package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides a group of writes in order, each against what those before it leave behind, and says what
 * they come to in storage. Nothing is told to the callers before {@link #complete}, because a
 * decision holds only if the whole plan is committed. Not thread-safe.
 */
public final class BatchPlan {

    private record Decision(PendingWrite write, Change change) {}

    private record Refusal(PendingWrite write, RuntimeException reason) {}

    /** A record as it was when the group began, and as the group leaves it. */
    private static final class Fate {
        private final Optional<DataRecord> before;
        private Optional<DataRecord> after;
        private boolean changed;

        /** Positions of the properties whose values may differ between before and after. */
        private final BitSet changedPositions = new BitSet();

        Fate(Optional<DataRecord> before) {
            this.before = before;
            this.after = before;
        }

        void become(Change change) {
            switch (change) {
                case Change.Insert(DataRecord inserted) -> {
                    after = Optional.of(inserted);
                    note(inserted.schema().properties());
                }
                case Change.Update(DataRecord updated, List<Property> properties) -> {
                    after = Optional.of(updated);
                    note(properties);
                }
                case Change.Remove _ -> after = Optional.empty();
            }
            changed = true;
        }

        private void note(List<Property> properties) {
            properties.forEach(property -> changedPositions.set(property.position()));
        }

        List<Property> changedProperties() {
            return schema().properties().stream()
                    .filter(property -> changedPositions.get(property.position()))
                    .toList();
        }

        Schema schema() {
            return after.or(() -> before).orElseThrow().schema();
        }
    }

    private final List<PendingWrite> group;
    private final Map<RecordKey, Fate> fates = new LinkedHashMap<>();
    private final TouchedKeys keys = new TouchedKeys();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<PendingWrite> postponed = new HashSet<>();

    public BatchPlan(List<PendingWrite> group) {
        this.group = List.copyOf(group);
    }

    public List<PendingWrite> group() {
        return group;
    }

    /**
     * The identifiers whose records must be known for {@link #decide}. A record that is to be
     * created is not looked for: if there is one, its primary key will tell.
     */
    public Map<Schema, Set<RecordId>> neededRecords() {
        Map<Schema, Set<RecordId>> needed = new LinkedHashMap<>();
        for (PendingWrite write : group) {
            Mutation mutation = write.mutation();
            if (!(mutation instanceof Mutation.Create)) {
                needed.computeIfAbsent(mutation.schema(), schema -> new LinkedHashSet<>())
                        .add(mutation.id());
            }
        }
        return needed;
    }

    /**
     * Decides the writes up to the first that touches a unique key which one before it has taken or
     * freed.
     *
     * @param stored the needed records, as far as there are any
     * @param now with microseconds
     * @return the writes from there on, which must wait for another transaction
     */
    public List<PendingWrite> decide(
            Map<RecordKey, DataRecord> stored, Instant now, Sequences sequences) {
        stored.forEach((key, dataRecord) -> fates.put(key, new Fate(Optional.of(dataRecord))));
        for (int i = 0; i < group.size(); i++) {
            if (!decide(group.get(i), now, sequences)) {
                return group.subList(i, group.size());
            }
        }
        return List.of();
    }

    private boolean decide(PendingWrite write, Instant now, Sequences sequences) {
        Mutation mutation = write.mutation();
        RecordKey key = RecordKey.of(mutation);
        Fate fate = fates.computeIfAbsent(key, absent -> new Fate(Optional.empty()));
        Change change;
        try {
            change =
                    mutation.decide(
                            fate.after, now, () -> sequences.next(mutation.schema().name()));
        } catch (RuntimeException e) {
            refusals.add(new Refusal(write, e));
            return true;
        }
        List<TouchedKeys.KeyValue> values = TouchedKeys.of(fate.after, change);
        if (!keys.add(values, write)) {
            return false;
        }
        fate.become(change);
        decisions.add(new Decision(write, change));
        return true;
    }

    /** What is to be done, a table at a time. */
    public List<TableChanges> changes() {
        Map<Schema, Collector> tables = new LinkedHashMap<>();
        for (Fate fate : fates.values()) {
            if (fate.changed) {
                tables.computeIfAbsent(fate.schema(), Collector::new).add(fate);
            }
        }
        return tables.values().stream().map(Collector::toChanges).toList();
    }

    /**
     * Takes out records that were to be inserted and are not, because another record has one of
     * their keys. The write that takes the key is refused. Other writes of the record, refused ones
     * too, and a PUT whose identifier was taken meanwhile, are postponed: they were decided on a
     * record that is not there.
     *
     * @param taken for each such record the names of the key; no name if the other record is not
     *     found, which then appears or is gone in a moment
     */
    public void leaveOut(Map<RecordKey, List<String>> taken) {
        if (taken.isEmpty()) {
            return;
        }
        refusals.removeIf(
                refusal ->
                        taken.containsKey(RecordKey.of(refusal.write().mutation()))
                                && postponed.add(refusal.write()));
        decisions.removeIf(
                decision -> {
                    RecordKey record = RecordKey.of(decision.write().mutation());
                    if (!taken.containsKey(record)) {
                        return false;
                    }
                    leaveOut(decision.write(), record, taken.get(record));
                    return true;
                });
    }

    private void leaveOut(PendingWrite write, RecordKey record, List<String> key) {
        boolean becomesUpdate =
                key.equals(TouchedKeys.ID) && write.mutation() instanceof Mutation.Put;
        if (key.isEmpty()) {
            refusals.add(new Refusal(write, new KeyInDoubt(null)));
        } else if (!becomesUpdate && takerOf(key, record).filter(write::equals).isPresent()) {
            refusals.add(new Refusal(write, new DuplicateRecord(key)));
        } else {
            postponed.add(write);
        }
    }

    /**
     * Says which places in the order of creation the database has given to records that were
     * inserted. To be called before {@link #complete}, where {@link #decide} could not know them.
     */
    public void place(Map<RecordKey, Long> places) {
        decisions.replaceAll(
                decision -> {
                    @Nullable Long place = places.get(RecordKey.of(decision.write().mutation()));
                    return place == null
                            ? decision
                            : new Decision(decision.write(), decision.change().placedAt(place));
                });
    }

    /**
     * The writes that {@link #leaveOut} has postponed, in order; they must wait for another
     * transaction.
     */
    public List<PendingWrite> postponed() {
        return group.stream().filter(postponed::contains).toList();
    }

    /** Whether there is one of {@link #receipts}. */
    public boolean leavesReceipts() {
        return decisions.stream().anyMatch(decision -> decision.write().leavesReceipt());
    }

    /** The receipts of the writes that were asked for under a key. */
    public List<Receipt> receipts() {
        return decisions.stream()
                .flatMap(decision -> decision.write().receipt(decision.change()).stream())
                .toList();
    }

    /** The write by which a record, as the group leaves it, takes a key; empty if it had it. */
    public Optional<PendingWrite> takerOf(List<String> uniqueKey, RecordKey key) {
        return Optional.ofNullable(fates.get(key))
                .flatMap(fate -> fate.after)
                .flatMap(after -> keys.writeOf(after, uniqueKey));
    }

    /** Tells every caller what came of the write, once the plan is committed. */
    public void complete() {
        decisions.forEach(decision -> decision.write().succeed(decision.change()));
        refusals.forEach(refusal -> refusal.write().refuse(refusal.reason()));
    }

    private static final class Collector {
        private final Schema schema;
        private final List<DataRecord> inserts = new ArrayList<>();
        private final List<TableChanges.Update> updates = new ArrayList<>();
        private final List<DataRecord> removals = new ArrayList<>();

        Collector(Schema schema) {
            this.schema = schema;
        }

        void add(Fate fate) {
            @Nullable DataRecord before = fate.before.orElse(null);
            @Nullable DataRecord after = fate.after.orElse(null);
            if (before == null && after != null) {
                inserts.add(after);
            } else if (before != null && after != null) {
                updates.add(new TableChanges.Update(before, after, fate.changedProperties()));
            } else if (before != null) {
                removals.add(before);
            }
        }

        TableChanges toChanges() {
            return new TableChanges(schema, inserts, updates, removals);
        }
    }
}
