package io.tabularium.adapter.jdbc.size;

import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.RecordLimits;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The length of the longest text in each column of one table, in bytes of UTF-8. Objects and arrays
 * are stored as text too. A length never shrinks: it is an upper bound of what is stored. Every
 * writer notes a text before it commits it. Thread-safe.
 */
public final class TextSizes {

    /** Shorter texts are not measured. */
    private static final long LEAST_BYTES = 64;

    private static final int MAX_BYTES_OF_CHARACTER = 3;

    /** A record without its texts: the object, its identifier and times, and their JSON. */
    private static final long BARE_RECORD = 600;

    /** A value that is no text, or the frame of a text, in the heap and as JSON. */
    private static final long VALUE = 200;

    /**
     * A byte of text is at most two bytes of a string and six of JSON: a control character, which
     * JSON escapes, in a text with a character beyond Latin-1.
     */
    private static final long HEAP_OF_TEXT = 8;

    /** An element {@code {"":[]},} of an array has eight bytes of text, and 256 in the heap. */
    private static final long HEAP_OF_JSON = 33;

    /** A member of an object with its name, without the characters of both. */
    private static final long HEAP_OF_MEMBER = 220;

    private static final long HEAP_OF_ALL_MEMBERS = RecordLimits.MAX_VALUES * HEAP_OF_MEMBER;

    private final AtomicLongArray longest;

    /** The lengths that other processes are told of: no text of that length is news to them. */
    private final AtomicLongArray announced;

    private final Announcer announcer;

    /** Tells other processes of longer texts than they know of. Thread-safe. */
    @FunctionalInterface
    public interface Announcer {

        /**
         * Returns once the lengths are committed where other processes read them.
         *
         * @param lengths in bytes, by position of the property; at least one
         * @throws StorageUnavailable if they cannot be told; the texts must not be committed
         */
        void announce(Map<Integer, Long> lengths);
    }

    /**
     * @param stored the length of the longest stored text for each property, at its position; 0 for
     *     a property of another type
     */
    public TextSizes(List<Long> stored) {
        this(stored, _ -> {});
    }

    TextSizes(List<Long> stored, Announcer announcer) {
        this.longest =
                new AtomicLongArray(
                        stored.stream().mapToLong(bytes -> Math.max(bytes, LEAST_BYTES)).toArray());
        this.announced = new AtomicLongArray(stored.size());
        for (int position = 0; position < stored.size(); position++) {
            announced.set(position, LEAST_BYTES);
        }
        this.announcer = announcer;
    }

    /** The sizes of a table without a record. */
    public static TextSizes ofEmptyTable(Schema schema) {
        return new TextSizes(Collections.nCopies(schema.properties().size(), 0L));
    }

    /**
     * Notes texts that are about to be stored, and were noted elsewhere before.
     *
     * @throws StorageUnavailable as {@link #announce}
     */
    public void noteAll(TextSizes texts) {
        for (int position = 0; position < longest.length(); position++) {
            longest.accumulateAndGet(position, texts.longest.get(position), Math::max);
        }
        announce();
    }

    /**
     * Has other processes know of all texts that were noted. To be called before the texts are
     * committed.
     *
     * @throws StorageUnavailable if the others cannot be told
     */
    public void announce() {
        Map<Integer, Long> lengths = new HashMap<>();
        for (int position = 0; position < longest.length(); position++) {
            if (longest.get(position) > announced.get(position)) {
                lengths.put(position, roundedUp(longest.get(position)));
            }
        }
        if (!lengths.isEmpty()) {
            announcer.announce(lengths);
            lengths.forEach(
                    (position, bytes) -> announced.accumulateAndGet(position, bytes, Math::max));
        }
    }

    /** By an eighth at most, so that growing texts are announced eight times until they double. */
    private static long roundedUp(long bytes) {
        long step = Long.highestOneBit(bytes) / 8;
        return (bytes / step + 1) * step;
    }

    /**
     * Takes note of what another process has announced.
     *
     * @param bytes the length of a text, at most
     */
    public void learn(int position, long bytes) {
        longest.accumulateAndGet(position, bytes, Math::max);
        announced.accumulateAndGet(position, bytes, Math::max);
    }

    /** Whether values of the property are stored as text of any length. */
    public static boolean isText(Property property) {
        return property.type() == BasicType.TEXT || isJson(property);
    }

    /** Notes a text that is about to be stored. */
    public void note(Property property, String text) {
        int position = property.position();
        if ((long) MAX_BYTES_OF_CHARACTER * text.length() > longest.get(position)) {
            longest.accumulateAndGet(position, bytesOf(text), Math::max);
        }
    }

    /** The bytes of all texts of one record together, at most. */
    public long textBytes(Projection projection) {
        long bytes = 0;
        for (Property property : projection.properties()) {
            bytes += isText(property) ? longest.get(property.position()) : 0;
        }
        return bytes;
    }

    /** The bytes of heap that one record takes while it is read and answered, at most. */
    public long heapBytes(Projection projection) {
        long bytes = BARE_RECORD;
        for (Property property : projection.properties()) {
            bytes += VALUE;
            if (isText(property)) {
                bytes += heapOf(longest.get(property.position()), isJson(property));
            }
        }
        return bytes;
    }

    /**
     * The bytes of heap that a record takes while it is read and answered.
     *
     * @param textBytes of all its texts together
     */
    public static long heapBytes(Projection projection, long textBytes) {
        boolean json = projection.properties().stream().anyMatch(TextSizes::isJson);
        return BARE_RECORD + VALUE * projection.properties().size() + heapOf(textBytes, json);
    }

    private static long heapOf(long text, boolean json) {
        long plain = HEAP_OF_TEXT * text;
        return json ? Math.min(HEAP_OF_JSON * text, plain + HEAP_OF_ALL_MEMBERS) : plain;
    }

    private static boolean isJson(Property property) {
        return property.type() == BasicType.OBJECT || property.type() == BasicType.ARRAY;
    }

    private static long bytesOf(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += bytesOf(text.charAt(i));
        }
        return bytes;
    }

    /** Half of a surrogate pair is two bytes of the four that encode the pair. */
    private static int bytesOf(char character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 || Character.isSurrogate(character) ? 2 : MAX_BYTES_OF_CHARACTER;
    }
}
