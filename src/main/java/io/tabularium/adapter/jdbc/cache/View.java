package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.schema.Schema;

import java.util.HashMap;
import java.util.Map;
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
        return cache.find(keyOf(id), DataRecord.class);
    }

    /**
     * A page, if it is kept and true.
     *
     * @param query its canonical text
     */
    public Optional<RecordPage> page(String query, PageRequest page) {
        return cache.find(new CacheKey.OfPage(query, page), KeptPage.class)
                .filter(kept -> isTrueIn(kept.epochs()))
                .map(KeptPage::page);
    }

    /**
     * Those records of a page kept before that are as storage holds them now, by their places in
     * the order of creation; whether the page still has them is another question. Nothing where the
     * page was never kept.
     *
     * @param query its canonical text
     */
    public Map<Long, DataRecord> recordsOfPage(String query, PageRequest page) {
        Map<Long, DataRecord> records = new HashMap<>();
        cache.find(new CacheKey.OfPage(query, page), KeptPage.class)
                .filter(kept -> kept.epochs().keepsRecords())
                .filter(kept -> kept.epochs().records() == epochs.records())
                .ifPresent(
                        kept ->
                                kept.page().items().stream()
                                        .filter(item -> cache.isSettled(item.id(), kept.readAt()))
                                        .forEach(item -> records.put(item.sequence(), item)));
        return records;
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

    /** Whether no write has come since this was made, so that all it finds is of one state. */
    public boolean isCurrent() {
        return cache.isCurrent(schema, epochs);
    }

    /** Keeps a record. */
    public void keep(DataRecord dataRecord) {
        if (epochs.keepsRecords()) {
            cache.keepRecord(keyOf(dataRecord.id()), dataRecord, madeAt);
        }
    }

    /** Keeps a page. */
    public void keep(String query, PageRequest request, RecordPage page) {
        cache.keep(new CacheKey.OfPage(query, request), new KeptPage(epochs, madeAt, page));
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
