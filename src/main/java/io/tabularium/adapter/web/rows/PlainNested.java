package io.tabularium.adapter.web.rows;

import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads any JSON value within a plain row. What it reads can be stored: its texts and names are
 * Unicode without U+0000, its numbers within the range of doubles. Used by one thread.
 */
final class PlainNested {

    /** Stands for a value that is not read here. */
    enum Unread {
        NOT_PLAIN
    }

    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** Deeper values, longer keys and more values are left to the limits of the general reader. */
    private static final int MAX_DEPTH = 50;

    private static final int MAX_KEY_LENGTH = 1_000;
    private static final int MAX_VALUES = 100_000;

    private final PlainText text;
    private final PlainNumber number;
    private int values;

    PlainNested(PlainText text, PlainNumber number) {
        this.text = text;
        this.number = number;
    }

    /** Begins another row. */
    void begin() {
        values = 0;
    }

    /** The value that is next, or {@link Unread}. */
    @Nullable Object read() {
        return read(0);
    }

    private @Nullable Object read(int depth) {
        values++;
        if (depth > MAX_DEPTH || values > MAX_VALUES) {
            return Unread.NOT_PLAIN;
        }
        return switch (text.peek()) {
            case '{' -> readObject(depth);
            case '[' -> readArray(depth);
            case '"' -> readString();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> readNumber();
            case 't' -> text.take(TRUE) ? true : Unread.NOT_PLAIN;
            case 'f' -> text.take(FALSE) ? false : Unread.NOT_PLAIN;
            case 'n' -> text.take(NULL) ? null : Unread.NOT_PLAIN;
            default -> Unread.NOT_PLAIN;
        };
    }

    private Object readString() {
        @Nullable String string = text.takeString();
        return string == null ? Unread.NOT_PLAIN : string;
    }

    private Object readNumber() {
        if (!text.takeNumber(number)) {
            return Unread.NOT_PLAIN;
        }
        Object value = number.toJson();
        return number.isExact() || Json.isNumber(value) ? value : Unread.NOT_PLAIN;
    }

    private Object readObject(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        text.take('{');
        if (text.take('}')) {
            return Collections.unmodifiableMap(object);
        }
        do {
            @Nullable String key = text.peek() == '"' ? text.takeString() : null;
            if (key == null || key.length() > MAX_KEY_LENGTH || !text.take(':')) {
                return Unread.NOT_PLAIN;
            }
            @Nullable Object value = read(depth + 1);
            if (value instanceof Unread || object.containsKey(key)) {
                return Unread.NOT_PLAIN;
            }
            object.put(key, value);
        } while (text.take(','));
        return text.take('}') ? Collections.unmodifiableMap(object) : Unread.NOT_PLAIN;
    }

    private Object readArray(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        text.take('[');
        if (text.take(']')) {
            return Collections.unmodifiableList(array);
        }
        do {
            @Nullable Object value = read(depth + 1);
            if (value instanceof Unread) {
                return value;
            }
            array.add(value);
        } while (text.take(','));
        return text.take(']') ? Collections.unmodifiableList(array) : Unread.NOT_PLAIN;
    }
}
