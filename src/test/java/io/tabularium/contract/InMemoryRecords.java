package io.tabularium.contract;

import io.tabularium.adapter.jdbc.receipt.CreationReceipt;
import io.tabularium.adapter.jdbc.receipt.KeyedRequests;
import io.tabularium.adapter.jdbc.receipt.LoadReceipt;
import io.tabularium.adapter.jdbc.receipt.OutcomeBytes;
import io.tabularium.adapter.representation.RecordLines;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.StorageProvisioner;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Records in the memory of this process, behind one lock, searched by looking at every one.
 * Thread-safe. It takes any schema as it comes, also one that was not provisioned.
 */
public final class InMemoryRecords implements RecordReader, RecordWriter, StorageProvisioner {

    private final Map<SchemaName, InMemoryTable> tables = new HashMap<>();
    private final Map<IdempotencyKey, Receipt> receipts = new ConcurrentHashMap<>();
    private final KeyedRequests requests =
            new KeyedRequests(key -> Optional.ofNullable(receipts.get(key)));
    private final InstantSource clock;
    private final RecordIdGenerator ids;

    public InMemoryRecords() {
        this(InstantSource.system());
    }

    public InMemoryRecords(InstantSource clock) {
        this.clock = clock;
        this.ids = new RecordIdGenerator(clock, new SecureRandom());
    }

    @Override
    public synchronized void provision(List<Schema> schemas) {
        schemas.forEach(this::table);
    }

    /** Stores records as they are, metadata included. */
    public synchronized void restore(List<DataRecord> records) {
        records.forEach(record -> table(record.schema()).put(record));
    }

    @Override
    public synchronized Change write(Mutation mutation) {
        InMemoryTable table = table(mutation.schema());
        Change change = mutation.decide(table.find(mutation.id()), now(), table::nextSequence);
        switch (change) {
            case Change.Insert insert -> putUnlessDuplicate(table, insert.record());
            case Change.Update update -> putUnlessDuplicate(table, update.record());
            case Change.Remove remove -> table.remove(remove.record().id());
        }
        return change;
    }

    @Override
    public Once<DataRecord, KeptOutcome.Creation> create(
            KeyedRequest request, Supplier<Mutation.Create> creation) {
        return requests.once(
                request,
                OutcomeBytes::creation,
                () -> {
                    Mutation.Create create = creation.get();
                    DataRecord created = write(create).record();
                    keep(CreationReceipt.of(request, create.data()).of(created));
                    return created;
                },
                _ -> false);
    }

    @Override
    public synchronized DataRecord patch(RecordPatch patch, ReadMemory.Share room) {
        DataRecord current =
                table(patch.schema())
                        .find(patch.id())
                        .orElseThrow(
                                () ->
                                        new RecordNotFound(
                                                patch.schema().name().value(),
                                                patch.id().toString()));
        patch.precondition().require(Optional.of(current));
        RecordData patched = patch.patch().patch(current.data());
        patch.limits().measure(patched);
        return write(new Mutation.Amend(current, List.of(patched))).record();
    }

    @Override
    public Once<BulkReport, KeptOutcome.Load> load(
            KeyedRequest request, Supplier<BulkReport> load) {
        return requests.once(
                request,
                OutcomeBytes::load,
                load,
                report -> report.outcome() == BulkReport.Outcome.DUPLICATE);
    }

    private void keep(Receipt receipt) {
        receipts.put(receipt.key(), receipt);
    }

    private static void putUnlessDuplicate(InMemoryTable table, DataRecord record) {
        table.takenKey(record.schema(), record.id(), record.data())
                .ifPresent(
                        key -> {
                            throw new DuplicateRecord(key.names());
                        });
        table.put(record);
    }

    @Override
    public void load(BulkLoad load) {
        List<BulkRow.Valid> rows = new ArrayList<>();
        for (BulkRow.Valid row = load.next(); row != null; row = load.next()) {
            rows.add(row);
        }
        if (load.commits() || load.options().dryRun()) {
            store(load, rows);
        }
    }

    private synchronized void store(BulkLoad load, List<BulkRow.Valid> rows) {
        InMemoryTable after = new InMemoryBulk(load, table(load.schema()), ids, now()).store(rows);
        if (load.commits()) {
            tables.put(load.schema().name(), after);
            LoadReceipt.of(load).ifPresent(this::keep);
        }
    }

    @Override
    public synchronized Optional<DataRecord> find(
            Schema schema, RecordId id, ReadMemory.Share room) {
        return table(schema).find(id);
    }

    /** Nothing is read: the records are here already. */
    @Override
    public long heapBytes(RecordQuery streamed) {
        return 0;
    }

    @Override
    public RecordPage search(RecordQuery query, PageRequest page, ReadMemory.Share room) {
        RecordOrder order = new RecordOrder(query.order());
        List<DataRecord> matches = matches(query);
        List<DataRecord> rest = from(page.start(), order, matches);
        List<DataRecord> items = rest.subList(0, Math.min(page.size(), rest.size()));
        Optional<Cursor> next =
                items.size() < rest.size()
                        ? Optional.of(order.position(items.getLast()))
                        : Optional.empty();
        return new RecordPage(
                items.stream().map(record -> project(record, query.projection())).toList(),
                page.counted() ? OptionalLong.of(matches.size()) : OptionalLong.empty(),
                next);
    }

    private static List<DataRecord> from(
            PageRequest.Start start, RecordOrder order, List<DataRecord> matches) {
        return switch (start) {
            case PageRequest.Start.Offset(long skipped) -> matches.stream().skip(skipped).toList();
            case PageRequest.Start.After(Cursor cursor) ->
                    matches.stream().filter(record -> order.isBehind(record, cursor)).toList();
        };
    }

    @Override
    public long count(Schema schema, Filter filter) {
        return matches(new RecordQuery(schema, filter, List.of(), Projection.all(schema))).size();
    }

    @Override
    public void stream(
            RecordQuery query, OptionalLong limit, RecordFormat format, Consumer<byte[]> visitor) {
        RecordLines lines = RecordLines.of(format, query.schema(), query.projection());
        answer(query).stream()
                .limit(limit.orElse(Long.MAX_VALUE))
                .map(lines::line)
                .forEach(visitor);
    }

    /** Every match in the query's order, with what the projection shows. */
    public List<DataRecord> answer(RecordQuery query) {
        return matches(query).stream().map(record -> project(record, query.projection())).toList();
    }

    private synchronized List<DataRecord> matches(RecordQuery query) {
        return table(query.schema()).stream()
                .filter(record -> FilterEvaluator.matches(query.filter(), record))
                .sorted(new RecordOrder(query.order()))
                .toList();
    }

    private static DataRecord project(DataRecord record, Projection projection) {
        @Nullable Object[] values = new Object[record.schema().properties().size()];
        for (Property property : projection.properties()) {
            values[property.position()] = record.data().get(property);
        }
        return new DataRecord(
                record.id(),
                record.sequence(),
                record.version(),
                record.createdAt(),
                record.updatedAt(),
                new RecordData(record.schema(), values));
    }

    private InMemoryTable table(Schema schema) {
        return tables.computeIfAbsent(schema.name(), name -> new InMemoryTable());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
