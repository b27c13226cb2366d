package io.tabularium.adapter.json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Appends JSON values to text, as {@link JsonWriter#write} writes them. Written by hand because a
 * generator costs more than a short value, and each nested value of a bulk load is one.
 */
final class JsonText {

    private static final String HEXADECIMAL = "0123456789ABCDEF";

    private JsonText() {}

    /**
     * Appends one value.
     *
     * @throws IllegalArgumentException if it is not a JSON value
     */
    static void append(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case String string -> appendString(text, string);
            case Boolean truth -> text.append(truth.booleanValue());
            case Long number -> text.append(number.longValue());
            case BigInteger number -> text.append(number);
            case BigDecimal number -> text.append(number);
            case List<?> array -> appendArray(text, array);
            case Map<?, ?> object -> appendObject(text, object);
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private static void appendArray(StringBuilder text, List<?> array) {
        text.append('[');
        boolean first = true;
        for (Object item : array) {
            if (!first) {
                text.append(',');
            }
            first = false;
            append(text, item);
        }
        text.append(']');
    }

    private static void appendObject(StringBuilder text, Map<?, ?> object) {
        text.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            appendString(text, (String) member.getKey());
            text.append(':');
            append(text, member.getValue());
        }
        text.append('}');
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        int plain = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(string, plain, i);
                appendEscape(text, c);
                plain = i + 1;
            }
        }
        text.append(string, plain, string.length()).append('"');
    }

    private static void appendEscape(StringBuilder text, char c) {
        text.append('\\');
        switch (c) {
            case '"', '\\' -> text.append(c);
            case '\b' -> text.append('b');
            case '\t' -> text.append('t');
            case '\n' -> text.append('n');
            case '\f' -> text.append('f');
            case '\r' -> text.append('r');
            default ->
                    text.append("u00")
                            .append(HEXADECIMAL.charAt(c >> 4))
                            .append(HEXADECIMAL.charAt(c & 0xF));
        }
    }
}
