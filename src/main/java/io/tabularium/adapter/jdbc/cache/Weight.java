package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordWeight;

/**
 * How much of the heap an entry takes, in bytes: an estimate for 64-bit Java with compressed
 * references, rather too high, and the encoded form of records counted in.
 */
final class Weight {

    /** A node of the cache and a key. */
    private static final long ENTRY = 160;

    private static final long REFERENCE = 4;
    private static final long SMALL_OBJECT = 24;
    private static final long COLLECTION = 64;

    private Weight() {}

    static int of(CacheKey key, Object value) {
        long bytes = ENTRY + ofKey(key) + ofValue(value);
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static long ofKey(CacheKey key) {
        return switch (key) {
            case CacheKey.OfRecord _ -> 0;
            case CacheKey.OfState state -> state.shown().isEmpty() ? 0 : ofText(state.shown());
            case CacheKey.OfCount count -> ofText(count.filter());
            case CacheKey.OfPage page -> ofText(page.query()) + ofStart(page.page());
        };
    }

    private static long ofStart(PageRequest page) {
        return switch (page.start()) {
            case PageRequest.Start.Offset _ -> SMALL_OBJECT;
            case PageRequest.Start.After after -> ofCursor(after.cursor());
        };
    }

    private static long ofCursor(Cursor cursor) {
        return COLLECTION + cursor.keys().stream().mapToLong(RecordWeight::ofValue).sum();
    }

    private static long ofValue(Object value) {
        return switch (value) {
            case DataRecord dataRecord -> RecordWeight.of(dataRecord);
            case KeptPage kept -> ofPage(kept);
            default -> SMALL_OBJECT;
        };
    }

    private static long ofPage(KeptPage page) {
        return COLLECTION
                + page.next().map(Weight::ofCursor).orElse(0L)
                + page.items().size() * (REFERENCE + SMALL_OBJECT + Long.BYTES);
    }

    private static long ofText(String text) {
        return RecordWeight.ofValue(text);
    }
}
