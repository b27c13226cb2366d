package io.tabularium.domain;

import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer (RFC 6901) that grows by one token at a time and is written out only when a
 * violation needs it. Immutable.
 */
public final class Pointer {

    /** The whole value. */
    public static final Pointer ROOT = new Pointer(null, "");

    /** The length, in characters, that a pointer in a report has at most. */
    public static final int MAX_LENGTH = 1_000;

    private final @Nullable Pointer parent;
    private final String token;

    private Pointer(@Nullable Pointer parent, String token) {
        this.parent = parent;
        this.token = token;
    }

    /** The member of that name. */
    public Pointer child(String name) {
        return new Pointer(this, name);
    }

    /** The array element at that index, from 0. */
    public Pointer child(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    /**
     * The pointer as a report has it. One of more than {@value #MAX_LENGTH} characters is cut there
     * and ends in {@code …}: the names in it are a client's, and there may be a hundred of 10,000
     * characters each.
     */
    @Override
    public String toString() {
        String text = written(MAX_LENGTH);
        return text.length() > MAX_LENGTH ? Quoted.cut(text, MAX_LENGTH - 1) : text;
    }

    /** The pointer to its last character. */
    public String toExactString() {
        return written(Integer.MAX_VALUE);
    }

    /** The pointer, or more than that length of it. */
    private String written(int length) {
        StringBuilder text = new StringBuilder();
        appendTo(text, length);
        return text.toString();
    }

    private void appendTo(StringBuilder text, int length) {
        if (parent == null) {
            return;
        }
        parent.appendTo(text, length);
        if (text.length() <= length) {
            String start = token.substring(0, Math.min(token.length(), length));
            text.append('/').append(start.replace("~", "~0").replace("/", "~1"));
        }
    }
}
