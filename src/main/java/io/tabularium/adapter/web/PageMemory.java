package io.tabularium.adapter.web;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.schema.SchemaName;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the heap that pages take which are read and answered at the same time. How large a page
 * will be is not known before it is read: it is estimated from the schema, and from then on from
 * the pages of it that were answered. Thread-safe.
 */
public final class PageMemory {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int KILOBYTE = 1_024;

    /** A record without values, and what a value takes as a rule, in the heap and as JSON. */
    private static final long BARE_RECORD = 1_000;

    private static final long VALUE = 200;

    /** A record takes about three times the bytes of its JSON in the heap, and these themselves. */
    private static final long HEAP_OF_JSON = 4;

    private final int capacity;
    private final Duration maxWait;
    private final Semaphore kilobytes;
    private final Map<SchemaName, Long> bytesOfRecord = new ConcurrentHashMap<>();

    /**
     * @param bytes for all pages together; a larger one is answered alone
     * @param maxWait how long a page may wait for room
     */
    public PageMemory(long bytes, Duration maxWait) {
        this.maxWait = maxWait;
        this.capacity = Math.clamp(bytes / KILOBYTE, 1, Integer.MAX_VALUE);
        this.kilobytes = new Semaphore(capacity, true);
    }

    /** What one page holds until it is closed. */
    final class Share implements AutoCloseable {

        private final SchemaName schema;
        private final int taken;

        private Share(SchemaName schema, int taken) {
            this.schema = schema;
            this.taken = taken;
        }

        /** Notes how large the page was. */
        void note(int records, long bytesOfJson) {
            if (records > 0) {
                bytesOfRecord.put(schema, HEAP_OF_JSON * bytesOfJson / records);
            }
        }

        @Override
        public void close() {
            kilobytes.release(taken);
        }
    }

    /**
     * Takes room for a page of so many records.
     *
     * @throws Overloaded if there is none in time
     */
    Share take(RecordQuery query, int records) {
        long bytes =
                records
                        * bytesOfRecord.getOrDefault(
                                query.schema().name(),
                                BARE_RECORD + VALUE * query.projection().properties().size());
        int wanted = Math.clamp(bytes / KILOBYTE, 1, capacity);
        try {
            if (kilobytes.tryAcquire(wanted, maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Share(query.schema().name(), wanted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Overloaded("Too many large pages are asked for.", RETRY_AFTER);
    }
}
