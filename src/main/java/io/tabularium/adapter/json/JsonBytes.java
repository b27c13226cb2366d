package io.tabularium.adapter.json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compact JSON in UTF-8, written piece by piece at its end: the same bytes as a generator of {@link
 * JsonWriter} makes. Written by hand because records are encoded more often than anything else, and
 * a generator costs more than a short value. Not thread-safe.
 */
public final class JsonBytes {

    private static final int INITIAL_BYTES = 512;
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    /** A segment has no more bytes, unless one text is longer. */
    private static final int LARGEST_STEP = 64 * 1_024;

    /** The most bytes that one character of a text takes. */
    private static final int MAX_CHARACTER = 6;

    private static final int ASCII = 128;
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    /** The letter behind the backslash; {@code u} for an escape of four digits, 0 for none. */
    private static final byte[] ESCAPES = escapes();

    /** What is full, in order. So nothing is copied when there is more than was expected. */
    private final List<Segment> full = new ArrayList<>();

    private long sizeOfFull;
    private byte[] bytes;
    private int size;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Segment(byte[] bytes, int size) {}

    public JsonBytes() {
        this(INITIAL_BYTES);
    }

    /**
     * @param expected about how many bytes will be written; more are possible
     */
    public JsonBytes(int expected) {
        bytes = new byte[expected];
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[ASCII];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }

    /** Writes a character of ASCII as it is. */
    public JsonBytes raw(char character) {
        reserve(1);
        bytes[size] = (byte) character;
        size++;
        return this;
    }

    /** Writes a text of ASCII as it is. */
    public JsonBytes raw(String ascii) {
        int length = ascii.length();
        reserve(length);
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            to[at + i] = (byte) ascii.charAt(i);
        }
        size = at + length;
        return this;
    }

    /** Writes bytes as they are. */
    public JsonBytes raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    /**
     * Writes a text in quotes.
     *
     * @throws IllegalArgumentException if it has half of a surrogate pair
     */
    public JsonBytes string(String text) {
        int length = text.length();
        reserve((long) length + 2);
        byte[] to = bytes;
        int at = size;
        to[at] = '"';
        at++;
        int i = 0;
        while (i < length) {
            char character = text.charAt(i);
            if (character >= ASCII || ESCAPES[character] != 0) {
                break;
            }
            to[at] = (byte) character;
            at++;
            i++;
        }
        size = at;
        for (; i < length; i++) {
            char character = text.charAt(i);
            if (Character.isSurrogate(character)) {
                i++;
                pair(character, i < length ? text.charAt(i) : 0);
            } else {
                reserve(MAX_CHARACTER);
                character(character);
            }
        }
        return raw('"');
    }

    /**
     * Writes one value of {@link io.tabularium.domain.json.Json}.
     *
     * @throws IllegalArgumentException if it is not a JSON value
     */
    public JsonBytes value(@Nullable Object value) {
        return switch (value) {
            case null -> raw("null");
            case String text -> string(text);
            case Boolean truth -> raw(truth.toString());
            case Long number -> raw(Long.toString(number));
            case BigInteger number -> raw(number.toString());
            case BigDecimal number -> raw(number.toString());
            case List<?> array -> array(array);
            case Map<?, ?> object -> object(object);
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        };
    }

    /**
     * The number of bytes that were written.
     *
     * @throws IllegalStateException if they are more than an array holds
     */
    public int size() {
        long all = sizeOfFull + size;
        if (all > LARGEST) {
            throw new IllegalStateException("more JSON than an array holds");
        }
        return (int) all;
    }

    /** Sends what was written. */
    public void writeTo(OutputStream stream) throws IOException {
        for (Segment segment : full) {
            stream.write(segment.bytes(), 0, segment.size());
        }
        stream.write(bytes, 0, size);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        byte[] all = new byte[size()];
        int at = 0;
        for (Segment segment : full) {
            System.arraycopy(segment.bytes(), 0, all, at, segment.size());
            at += segment.size();
        }
        System.arraycopy(bytes, 0, all, at, size);
        return all;
    }

    /** What was written, as text. */
    @Override
    public String toString() {
        return full.isEmpty()
                ? new String(bytes, 0, size, StandardCharsets.UTF_8)
                : new String(toByteArray(), StandardCharsets.UTF_8);
    }

    /** Forgets what was written. */
    public void clear() {
        full.clear();
        sizeOfFull = 0;
        size = 0;
    }

    private JsonBytes array(List<?> array) {
        raw('[');
        boolean first = true;
        for (Object item : array) {
            if (!first) {
                raw(',');
            }
            value(item);
            first = false;
        }
        return raw(']');
    }

    private JsonBytes object(Map<?, ?> object) {
        raw('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!first) {
                raw(',');
            }
            string((String) member.getKey()).raw(':').value(member.getValue());
            first = false;
        }
        return raw('}');
    }

    private void character(char character) {
        if (character < ASCII) {
            ascii(character);
        } else if (character < 0x800) {
            put(0xC0 | (character >> 6));
            put(continuation(character));
        } else {
            put(0xE0 | (character >> 12));
            put(continuation(character >> 6));
            put(continuation(character));
        }
    }

    private void ascii(char character) {
        byte escape = ESCAPES[character];
        if (escape != 0) {
            put('\\');
            put(escape);
            if (escape == 'u') {
                put('0');
                put('0');
                put(HEX[character >> 4]);
                put(HEX[character & 0xF]);
            }
        } else {
            put(character);
        }
    }

    private void pair(char high, char low) {
        if (!Character.isSurrogatePair(high, low)) {
            throw new IllegalArgumentException("half of a surrogate pair");
        }
        int codePoint = Character.toCodePoint(high, low);
        reserve(4);
        put(0xF0 | (codePoint >> 18));
        put(continuation(codePoint >> 12));
        put(continuation(codePoint >> 6));
        put(continuation(codePoint));
    }

    /** The byte of UTF-8 that has the lowest six bits. */
    private static int continuation(int bits) {
        return 0x80 | (bits & 0x3F);
    }

    /** Writes a byte. The caller has reserved room for it. */
    private void put(int octet) {
        bytes[size] = (byte) octet;
        size++;
    }

    /** Makes room for bytes that stand together. */
    private void reserve(long more) {
        if (more > bytes.length - size) {
            if (more > LARGEST) {
                throw new IllegalStateException("more JSON than an array holds");
            }
            full.add(new Segment(bytes, size));
            sizeOfFull += size;
            int next = Math.min(LARGEST_STEP, 2 * bytes.length);
            bytes = new byte[(int) Math.max(more, next)];
            size = 0;
        }
    }
}
