package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.schema.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The cache as one read of one schema sees it: made before the read looks into storage, so that
 * what it finds there can be kept if nothing came between. Thread-safe.
 */
public final class View {

    private final RecordCache cache;
    private final Schema schema;
    private final long madeAt;
    private final Epochs epochs;

    View(RecordCache cache, Schema schema, long madeAt, Epochs epochs) {
        this.cache = cache;
        this.schema = schema;
        this.madeAt = madeAt;
        this.epochs = epochs;
    }

    /** The record of that identifier, if it is kept. */
    public Optional<DataRecord> find(RecordId id) {
        return cache.find(keyOf(id), RecordState.class).flatMap(wholeStates()::find);
    }

    /**
     * A page, if it is kept and true, and with it all of its records.
     *
     * @param query its canonical text
     * @param states of the query's projection
     */
    public Optional<RecordPage> page(String query, PageRequest page, States states) {
        return cache.find(new CacheKey.OfPage(query, page), KeptPage.class)
                .filter(kept -> isTrueIn(kept.epochs()))
                .flatMap(kept -> page(kept, states));
    }

    private static Optional<RecordPage> page(KeptPage kept, States states) {
        List<DataRecord> items = new ArrayList<>(kept.items().size());
        for (RecordState state : kept.items()) {
            Optional<DataRecord> item = states.find(state);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(new RecordPage(items, kept.total(), kept.next()));
    }

    /** The states of records that are known, as far as the projection shows them. */
    public States states(Projection projection) {
        return new States(cache, epochs.states(), schema, projection);
    }

    private States wholeStates() {
        return states(Projection.all(schema));
    }

    /**
     * The number of matches, if it is kept and true.
     *
     * @param filter its canonical text
     */
    public OptionalLong count(String filter) {
        Optional<KeptCount> count =
                cache.find(new CacheKey.OfCount(schema.name(), filter), KeptCount.class)
                        .filter(kept -> isTrueIn(kept.epochs()));
        return count.isPresent() ? OptionalLong.of(count.get().count()) : OptionalLong.empty();
    }

    /** The epoch in which storage stays as it is; empty while a write is under way. */
    public OptionalLong epoch() {
        return epochs.keepsAnswers() ? OptionalLong.of(epochs.answers()) : OptionalLong.empty();
    }

    /** Whether no write has come since this was made, so that all it finds is of one state. */
    public boolean isCurrent() {
        return cache.isCurrent(schema, epochs);
    }

    /** Keeps a record, which is what storage holds, or held since this was made. */
    public void keep(DataRecord dataRecord) {
        wholeStates().keep(dataRecord);
        if (epochs.keepsRecords()) {
            cache.keepRecord(keyOf(dataRecord.id()), dataRecord, madeAt);
        }
    }

    /** Keeps a page, but for its records. */
    public void keep(String query, PageRequest request, RecordPage page) {
        cache.keep(new CacheKey.OfPage(query, request), KeptPage.of(epochs, page));
    }

    /** Keeps a count. */
    public void keep(String filter, long count) {
        cache.keep(new CacheKey.OfCount(schema.name(), filter), new KeptCount(epochs, count));
    }

    private CacheKey keyOf(RecordId id) {
        return new CacheKey.OfRecord(epochs.records(), id);
    }

    private boolean isTrueIn(Epochs kept) {
        return kept.keepsAnswers() && kept.answers() == epochs.answers();
    }
}
