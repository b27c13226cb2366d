package io.tabularium.domain;

import java.util.Objects;

/**
 * One fault of a value.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) relative to the record's data; empty for the
 *     whole
 * @param code the schema keyword that was violated, or another stable name
 * @param message the fault in one sentence, without the offending value
 */
public record Violation(String pointer, String code, String message) {

    /** The names of its members in a report, its row and line there, and what separates them. */
    private static final int FRAME_BYTES = 128;

    private static final int ESCAPE_BYTES = 6;

    public Violation {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(code);
        Objects.requireNonNull(message);
    }

    /** The most bytes that it takes in a report, as JSON in UTF-8. */
    public int size() {
        return FRAME_BYTES + size(pointer) + size(code) + size(message);
    }

    private static int size(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += size(text.charAt(i));
        }
        return bytes;
    }

    private static int size(char c) {
        if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
            return ESCAPE_BYTES;
        }
        return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
}
