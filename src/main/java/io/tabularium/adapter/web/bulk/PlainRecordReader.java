package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.json.Utf8Validator;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads what nearly every row of a bulk load is, straight from its bytes: a JSON object, not empty,
 * that meets its schema, whose values are strings without escapes, numbers of at most 18 digits
 * without an exponent, {@code true}, {@code false} or {@code null}. About anything else, good or
 * bad, it has no opinion and leaves it to the general reader; so what this reads, that reads the
 * same. Used by one thread.
 */
final class PlainRecordReader {

    /** More might not fit a long. */
    private static final int MAX_DIGITS = 18;

    private static final int NOTHING = -1;

    private final Schema schema;
    private final PlainMember[] members;

    /** Which member stood behind which the last time; the first of all behind the last of these. */
    private final int[] followers;

    private final boolean[] present;
    private Violations violations = Violations.counted();
    private byte[] bytes = {};
    private int at;
    private int end;

    PlainRecordReader(Schema schema) {
        this.schema = schema;
        this.members =
                schema.properties().stream().map(PlainMember::new).toArray(PlainMember[]::new);
        this.followers = new int[members.length + 1];
        Arrays.setAll(followers, position -> (position + 1) % followers.length);
        this.present = new boolean[members.length];
    }

    /** The data of the object that the bytes are, or null where it is not plain. */
    @Nullable RecordData read(byte[] text, int offset, int length) {
        bytes = text;
        at = offset;
        end = offset + length;
        Arrays.fill(present, false);
        if (!violations.isEmpty()) {
            violations = Violations.counted();
        }
        @Nullable Object[] values = new Object[members.length];
        return readObject(values) && fillAbsent(values) ? new RecordData(schema, values) : null;
    }

    private boolean readObject(@Nullable Object[] values) {
        if (!take('{')) {
            return false;
        }
        int position = members.length;
        do {
            position = readName(position);
            if (position == NOTHING || present[position] || !take(':')) {
                return false;
            }
            present[position] = true;
            @Nullable Object value = readValue(members[position]);
            if (value instanceof PlainMember.Unread) {
                return false;
            }
            values[position] = value;
        } while (take(','));
        return take('}') && peek() == NOTHING;
    }

    private boolean fillAbsent(@Nullable Object[] values) {
        for (int position = 0; position < values.length; position++) {
            if (!present[position]) {
                values[position] = members[position].absent(violations);
            }
        }
        return violations.isEmpty();
    }

    /** The position of the property that is named next, or {@link #NOTHING}. */
    private int readName(int previous) {
        if (peek() != '"') {
            return NOTHING;
        }
        int likely = followers[previous];
        if (likely < members.length && members[likely].isNamedAt(bytes, at, end)) {
            at += members[likely].nameLength();
            return likely;
        }
        @Nullable String name = readString();
        Optional<Property> property = name == null ? Optional.empty() : schema.property(name);
        if (property.isEmpty()) {
            return NOTHING;
        }
        followers[previous] = property.get().position();
        return followers[previous];
    }

    private @Nullable Object readValue(PlainMember member) {
        return switch (peek()) {
            case '"' -> {
                String text = readString();
                yield text == null ? PlainMember.Unread.NOT_PLAIN : member.ofText(text, violations);
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> readNumber(member);
            case 't' ->
                    takeWord("true") ? member.of(true, violations) : PlainMember.Unread.NOT_PLAIN;
            case 'f' ->
                    takeWord("false") ? member.of(false, violations) : PlainMember.Unread.NOT_PLAIN;
            case 'n' ->
                    takeWord("null") ? member.of(null, violations) : PlainMember.Unread.NOT_PLAIN;
            default -> PlainMember.Unread.NOT_PLAIN;
        };
    }

    /** The text behind the quote that is next, or null where it is not plain. */
    private @Nullable String readString() {
        int start = at + 1;
        int i = start;
        int union = 0;
        while (i < end && bytes[i] != '"') {
            byte b = bytes[i];
            if (b == '\\' || (b >= 0 && b < ' ')) {
                return null;
            }
            union |= b;
            i++;
        }
        if (i == end) {
            return null;
        }
        at = i + 1;
        if (union >= 0) {
            return new String(bytes, start, i - start, StandardCharsets.ISO_8859_1);
        }
        return Utf8Validator.accepts(bytes, start, i - start)
                ? new String(bytes, start, i - start, StandardCharsets.UTF_8)
                : null;
    }

    private @Nullable Object readNumber(PlainMember member) {
        boolean negative = bytes[at] == '-';
        int start = negative ? at + 1 : at;
        int point = skipDigits(start);
        boolean leadingZero = point > start + 1 && bytes[start] == '0';
        if (point == start || leadingZero) {
            return PlainMember.Unread.NOT_PLAIN;
        }
        boolean fraction = point < end && bytes[point] == '.';
        int behind = fraction ? skipDigits(point + 1) : point;
        int scale = fraction ? behind - point - 1 : 0;
        boolean hasExponent = behind < end && (bytes[behind] | 0x20) == 'e';
        if ((fraction && scale == 0) || point - start + scale > MAX_DIGITS || hasExponent) {
            return PlainMember.Unread.NOT_PLAIN;
        }
        long digits = digits(point + 1, behind, digits(start, point, 0));
        at = behind;
        return member.ofNumber(negative ? -digits : digits, scale, violations);
    }

    private int skipDigits(int from) {
        int i = from;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private long digits(int from, int to, long before) {
        long value = before;
        for (int i = from; i < to; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    private boolean takeWord(String word) {
        int behind = at + word.length();
        if (behind > end) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at = behind;
        return true;
    }

    private boolean take(char token) {
        if (peek() != token) {
            return false;
        }
        at++;
        return true;
    }

    /** The next byte that is no blank, where the reader then stands, or {@link #NOTHING}. */
    private int peek() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
            at++;
        }
        return NOTHING;
    }
}
