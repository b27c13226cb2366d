package io.tabularium.adapter.jdbc.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Keeps records, pages and counts that were read, as long as storage would answer the same, in a
 * bounded part of the heap. Thread-safe.
 *
 * <p>What is found in it at any moment is what storage holds at that moment, so that a read from it
 * takes its place among all reads and writes as if it were one of storage. A state of a record is
 * kept by its name ({@link RecordState}) and stays true. Which state a record is in, and pages and
 * counts, do not: for these every commit runs within {@link #commit} or {@link #commitUnnamed}:
 *
 * <ul>
 *   <li>before the commit can be seen by anyone, everything that it makes untrue is dropped;
 *   <li>until it has ended, and from reads that began before it ended, nothing of it is kept.
 * </ul>
 *
 * <p>It is coherent with the writers of this process alone.
 */
public final class RecordCache {

    private static final int STRIPES = 1_024;

    private final boolean off;
    private final Cache<CacheKey, Object> entries;
    private final Map<SchemaName, AtomicReference<Epochs>> epochs = new ConcurrentHashMap<>();

    /** Counts epochs and replacements, of all schemas. */
    private final AtomicLong clock = new AtomicLong();

    private final Stripe[] stripes =
            Stream.generate(Stripe::new).limit(STRIPES).toArray(Stripe[]::new);

    /**
     * @param maxBytes about how much of the heap the entries may take; 0 for keeping nothing
     */
    public RecordCache(long maxBytes) {
        this.off = maxBytes == 0;
        this.entries =
                Caffeine.newBuilder()
                        .maximumWeight(maxBytes)
                        .weigher(Weight::of)
                        // Entries that are too many go before the next ones come: they may be
                        // large.
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
    }

    /** A commit of changes to records. */
    @FunctionalInterface
    public interface Commit {
        void perform() throws SQLException;
    }

    /** What is kept, and what may be kept by a read that begins now. */
    public View view(Schema schema) {
        long tick = clock.get();
        return new View(this, schema, tick, epochsOf(schema).get());
    }

    /**
     * Performs a commit.
     *
     * @param replaced for each schema with new, changed or removed records those that are changed
     *     or removed, as they were
     */
    public void commit(Map<Schema, List<DataRecord>> replaced, Commit commit) throws SQLException {
        replaced.forEach(this::begin);
        try {
            commit.perform();
        } finally {
            replaced.forEach(this::end);
        }
    }

    /** Performs a commit that may replace any record of a schema. */
    public void commitUnnamed(Schema schema, Commit commit) throws SQLException {
        epochsOf(schema).updateAndGet(now -> now.beginSweep(clock.incrementAndGet()));
        try {
            commit.perform();
        } finally {
            epochsOf(schema).updateAndGet(Epochs::endSweep);
        }
    }

    /** Forgets everything: what storage holds may be something else from now on. */
    public void clear() {
        for (AtomicReference<Epochs> epoch : epochs.values()) {
            epoch.updateAndGet(now -> now.forget(clock.incrementAndGet()));
        }
        entries.invalidateAll();
    }

    /** Statistics for metrics, and a bound for tests. */
    public Cache<?, ?> entries() {
        return entries;
    }

    boolean isCurrent(Schema schema, Epochs known) {
        return known.keepsAnswers() && epochsOf(schema).get().answers() == known.answers();
    }

    <T> Optional<T> find(CacheKey key, Class<T> kind) {
        return Optional.ofNullable(entries.getIfPresent(key)).map(kind::cast);
    }

    void keep(CacheKey key, Object answer) {
        if (!off) {
            entries.put(key, answer);
        }
    }

    /**
     * Keeps which state a record is in, unless it was replaced since that was read.
     *
     * @param readAt the clock's tick before the read began
     */
    void keepRecord(CacheKey key, DataRecord dataRecord, long readAt) {
        if (off) {
            return;
        }
        Stripe stripe = stripeOf(dataRecord.id());
        synchronized (stripe) {
            if (stripe.isSettledSince(readAt)) {
                entries.put(key, RecordState.of(dataRecord));
            }
        }
    }

    private void begin(Schema schema, Collection<DataRecord> replaced) {
        Epochs now = epochsOf(schema).updateAndGet(was -> was.beginWrite(clock.incrementAndGet()));
        for (DataRecord dataRecord : replaced) {
            Stripe stripe = stripeOf(dataRecord.id());
            synchronized (stripe) {
                stripe.begin();
                entries.invalidate(new CacheKey.OfRecord(now.records(), dataRecord.id()));
            }
        }
    }

    private void end(Schema schema, Collection<DataRecord> replaced) {
        for (DataRecord dataRecord : replaced) {
            Stripe stripe = stripeOf(dataRecord.id());
            synchronized (stripe) {
                stripe.end(clock.incrementAndGet());
            }
        }
        epochsOf(schema).updateAndGet(Epochs::endWrite);
    }

    private Stripe stripeOf(RecordId id) {
        int hash = id.hashCode();
        return stripes[(hash ^ hash >>> 16) & STRIPES - 1];
    }

    private AtomicReference<Epochs> epochsOf(Schema schema) {
        return epochs.computeIfAbsent(
                schema.name(),
                name -> {
                    long epoch = clock.incrementAndGet();
                    return new AtomicReference<>(new Epochs(epoch, epoch, epoch, 0, 0));
                });
    }
}
