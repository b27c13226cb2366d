package io.tabularium.adapter.schemafile;

/** The text of a regular expression, read from left to right. */
final class PatternText {

    private final String text;
    private int position;

    PatternText(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return position == text.length();
    }

    boolean looksAt(String expected) {
        return text.startsWith(expected, position);
    }

    boolean looksAtDigit() {
        return !atEnd() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
    }

    /** Goes past the expected text if it is next. */
    boolean take(String expected) {
        if (!looksAt(expected)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    /** The next code point. */
    int next() {
        if (atEnd()) {
            throw fault("it breaks off");
        }
        int c = text.codePointAt(position);
        position += Character.charCount(c);
        return c;
    }

    /** The number that so many hexadecimal digits mean, which must be next. */
    int nextHex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int c = next();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw fault("a hexadecimal digit is missing");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** The text up to the closing brace, which is passed. */
    String nextInBraces() {
        int end = text.indexOf('}', position);
        if (!take("{") || end < 0) {
            throw fault("braces are missing");
        }
        String inside = text.substring(position, end);
        position = end + 1;
        return inside;
    }

    IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + " (at character " + position + ")");
    }
}
