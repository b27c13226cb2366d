package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How much of the heap an entry takes, in bytes: an estimate for 64-bit Java with compressed
 * references, rather too high, and the encoded form of records counted in.
 */
final class Weight {

    /** A node of the cache and a key. */
    private static final long ENTRY = 160;

    /** The object, its identifier, its times, the array of its values, and its encoded frame. */
    private static final long RECORD = 450;

    private static final long REFERENCE = 4;
    private static final long SMALL_OBJECT = 24;
    private static final long LARGE_NUMBER = 104;
    private static final long TEXT = 56;
    private static final long COLLECTION = 64;
    private static final long MEMBER = 56;

    private Weight() {}

    static int of(CacheKey key, Object value) {
        long bytes = ENTRY + ofKey(key) + ofValue(value);
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static long ofKey(CacheKey key) {
        return switch (key) {
            case CacheKey.OfRecord _ -> 0;
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
        return COLLECTION + cursor.keys().stream().mapToLong(Weight::ofJson).sum();
    }

    private static long ofValue(Object value) {
        return switch (value) {
            case DataRecord dataRecord -> ofRecord(dataRecord);
            case KeptPage kept -> ofPage(kept.page());
            default -> SMALL_OBJECT;
        };
    }

    private static long ofPage(RecordPage page) {
        long bytes = COLLECTION + page.next().map(Weight::ofCursor).orElse(0L);
        for (DataRecord item : page.items()) {
            bytes += REFERENCE + ofRecord(item);
        }
        return bytes;
    }

    private static long ofRecord(DataRecord dataRecord) {
        long bytes = RECORD;
        for (Property property : dataRecord.schema().properties()) {
            bytes += property.name().value().length() + REFERENCE;
            bytes += ofProperty(dataRecord.data().get(property));
        }
        return bytes;
    }

    /** A value, and about as many characters of JSON. */
    private static long ofProperty(@Nullable Object value) {
        return value instanceof String text ? ofText(text) + text.length() : 2 * ofJson(value);
    }

    private static long ofJson(@Nullable Object value) {
        return switch (value) {
            case null -> REFERENCE;
            case String text -> ofText(text);
            case BigDecimal _, BigInteger _ -> LARGE_NUMBER;
            case List<?> array -> ofMembers(array);
            case Map<?, ?> object -> ofMembers(object.keySet()) + ofMembers(object.values());
            default -> SMALL_OBJECT;
        };
    }

    private static long ofMembers(Collection<?> members) {
        return COLLECTION + members.stream().mapToLong(member -> MEMBER + ofJson(member)).sum();
    }

    /** Text beyond Latin-1 takes two bytes for a character; it is counted as if all did. */
    private static long ofText(String text) {
        return TEXT + 2L * text.length();
    }
}
