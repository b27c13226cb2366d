package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.schema.Schema;

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
        return cache.find(new CacheKey.ById(epochs.records(), id)).map(DataRecord.class::cast);
    }

    /** The record at that place in the order of creation, if it is kept. */
    public Optional<DataRecord> find(long sequence) {
        return cache.find(new CacheKey.BySequence(epochs.records(), sequence))
                .map(DataRecord.class::cast);
    }

    /**
     * A page, if it is kept.
     *
     * @param query its canonical text
     */
    public Optional<RecordPage> page(String query, PageRequest page) {
        return cache.find(new CacheKey.OfPage(epochs.answers(), query, page))
                .map(RecordPage.class::cast);
    }

    /**
     * The number of matches, if it is kept.
     *
     * @param filter its canonical text
     */
    public OptionalLong count(String filter) {
        Optional<Object> count = cache.find(new CacheKey.OfCount(epochs.answers(), filter));
        return count.isPresent() ? OptionalLong.of((Long) count.get()) : OptionalLong.empty();
    }

    /** Whether no write has come since this was made, so that all it finds is of one state. */
    public boolean isCurrent() {
        return cache.isCurrent(schema, epochs);
    }

    /** Keeps a record to be found by its identifier. */
    public void keep(DataRecord dataRecord) {
        if (epochs.keepsRecords()) {
            CacheKey key = new CacheKey.ById(epochs.records(), dataRecord.id());
            cache.keepRecord(key, dataRecord.id(), dataRecord, madeAt);
        }
    }

    /** Whether the page was answered before, so that its records are likely to be kept. */
    public boolean wasAnswered(String query, PageRequest page) {
        return cache.find(new CacheKey.Answered(query, page)).isPresent();
    }

    /** Keeps a page. */
    public void keep(String query, PageRequest request, RecordPage page) {
        if (epochs.keepsAnswers()) {
            cache.keepAnswer(new CacheKey.OfPage(epochs.answers(), query, request), page);
        }
    }

    /** Keeps a page with its records, which must be whole, to be found by their places too. */
    public void keepWhole(String query, PageRequest request, RecordPage page) {
        keep(query, request, page);
        cache.keepAnswer(new CacheKey.Answered(query, request), true);
        if (epochs.keepsRecords()) {
            for (DataRecord item : page.items()) {
                CacheKey key = new CacheKey.BySequence(epochs.records(), item.sequence());
                cache.keepRecord(key, item.sequence(), item, madeAt);
            }
        }
    }

    /** Keeps a count. */
    public void keep(String filter, long count) {
        if (epochs.keepsAnswers()) {
            cache.keepAnswer(new CacheKey.OfCount(epochs.answers(), filter), count);
        }
    }
}
