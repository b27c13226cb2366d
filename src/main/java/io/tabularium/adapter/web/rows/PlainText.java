package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.json.Utf8Validator;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tokens of a JSON text, read straight from its bytes. A token that is malformed or unusual is
 * not read: the general reader judges it. Used by one thread.
 */
final class PlainText {

    /** Stands for the end of the text. */
    static final int NOTHING = -1;

    private static final char REPLACEMENT = '\uFFFD';
    private static final int INITIAL_UNESCAPED_BYTES = 256;
    private static final int MAX_ESCAPE_BYTES = 4;

    private byte[] bytes = {};
    private int at;
    private int end;
    private byte[] unescaped = new byte[INITIAL_UNESCAPED_BYTES];
    private int length;

    /** Goes to the beginning of another text. */
    void begin(byte[] text, int offset, int size) {
        bytes = text;
        at = offset;
        end = offset + size;
    }

    /** The next byte that is no blank, where the reader then stands, or {@link #NOTHING}. */
    int peek() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
            at++;
        }
        return NOTHING;
    }

    boolean take(char token) {
        if (peek() != token) {
            return false;
        }
        at++;
        return true;
    }

    /** Takes the bytes if they are the next ones. */
    boolean take(byte[] expected) {
        int behind = at + expected.length;
        if (behind > end || !Arrays.equals(bytes, at, behind, expected, 0, expected.length)) {
            return false;
        }
        at = behind;
        return true;
    }

    /** Reads the numeral that is next; false where it is not plain. */
    boolean takeNumber(PlainNumber number) {
        int behind = number.read(bytes, at, end);
        if (behind == NOTHING) {
            return false;
        }
        at = behind;
        return true;
    }

    /**
     * The text in quotes that is next, which is well-formed Unicode without U+0000; null where it
     * is not plain.
     */
    @Nullable String takeString() {
        int start = at + 1;
        int i = start;
        int union = 0;
        while (i < end && bytes[i] != '"') {
            byte b = bytes[i];
            if (b == '\\') {
                return takeEscapedString(start, i);
            }
            if (b >= 0 && b < ' ') {
                return null;
            }
            union |= b;
            i++;
        }
        if (i == end) {
            return null;
        }
        at = i + 1;
        return decoded(bytes, start, i - start, union >= 0);
    }

    /**
     * The same where there are escapes.
     *
     * @param start where the text begins
     * @param firstEscape where its first backslash stands
     */
    private @Nullable String takeEscapedString(int start, int firstEscape) {
        length = 0;
        append(start, firstEscape);
        int i = firstEscape;
        while (i < end && bytes[i] != '"') {
            int from = i;
            if (bytes[i] == '\\') {
                i = takeEscape(i + 1);
                if (i == NOTHING) {
                    return null;
                }
            } else {
                while (i < end && bytes[i] != '"' && bytes[i] != '\\') {
                    if (bytes[i] >= 0 && bytes[i] < ' ') {
                        return null;
                    }
                    i++;
                }
                append(from, i);
            }
        }
        if (i >= end) {
            return null;
        }
        at = i + 1;
        return decoded(unescaped, 0, length, false);
    }

    private static @Nullable String decoded(byte[] utf8, int offset, int size, boolean ascii) {
        if (ascii) {
            return new String(utf8, offset, size, StandardCharsets.ISO_8859_1);
        }
        String decoded = new String(utf8, offset, size, StandardCharsets.UTF_8);
        // What is not UTF-8 decodes to the replacement character, which may also be meant.
        boolean suspect = decoded.indexOf(REPLACEMENT) >= 0;
        return suspect && !Utf8Validator.accepts(utf8, offset, size) ? null : decoded;
    }

    /** Takes what stands behind a backslash; returns where it ends, or {@link #NOTHING}. */
    private int takeEscape(int from) {
        if (from >= end) {
            return NOTHING;
        }
        int plain =
                switch (bytes[from]) {
                    case '"', '\\', '/' -> bytes[from];
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> NOTHING;
                };
        if (plain != NOTHING) {
            appendCodePoint(plain);
            return from + 1;
        }
        return bytes[from] == 'u' ? takeUnicodeEscape(from + 1) : NOTHING;
    }

    /** The hexadecimal digits behind a {@code \}{@code u}, and the second half of a pair. */
    private int takeUnicodeEscape(int from) {
        int unit = hexadecimal(from);
        // No text may contain U+0000, and JSON can only write it as an escape.
        if (unit == NOTHING || unit == 0) {
            return NOTHING;
        }
        int behind = from + 4;
        if (!Character.isSurrogate((char) unit)) {
            appendCodePoint(unit);
            return behind;
        }
        boolean pair = behind + 1 < end && bytes[behind] == '\\' && bytes[behind + 1] == 'u';
        int second = pair ? hexadecimal(behind + 2) : NOTHING;
        if (second == NOTHING || !Character.isSurrogatePair((char) unit, (char) second)) {
            return NOTHING;
        }
        appendCodePoint(Character.toCodePoint((char) unit, (char) second));
        return behind + 6;
    }

    private int hexadecimal(int from) {
        if (from + 4 > end) {
            return NOTHING;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            // A byte beyond ASCII is negative, and no digit.
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return NOTHING;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private void append(int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, unescaped, length, to - from);
        length += to - from;
    }

    private void appendCodePoint(int codePoint) {
        reserve(MAX_ESCAPE_BYTES);
        if (codePoint < 0x80) {
            appendByte(codePoint);
        } else if (codePoint < 0x800) {
            appendByte(0xC0 | (codePoint >> 6));
            appendByte(0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x1_0000) {
            appendByte(0xE0 | (codePoint >> 12));
            appendByte(0x80 | ((codePoint >> 6) & 0x3F));
            appendByte(0x80 | (codePoint & 0x3F));
        } else {
            appendByte(0xF0 | (codePoint >> 18));
            appendByte(0x80 | ((codePoint >> 12) & 0x3F));
            appendByte(0x80 | ((codePoint >> 6) & 0x3F));
            appendByte(0x80 | (codePoint & 0x3F));
        }
    }

    private void appendByte(int value) {
        unescaped[length++] = (byte) value;
    }

    private void reserve(int count) {
        if (count > unescaped.length - length) {
            unescaped = Arrays.copyOf(unescaped, Math.max(2 * unescaped.length, length + count));
        }
    }
}
