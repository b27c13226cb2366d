package io.tabularium.domain;

import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer (RFC 6901) that grows by one token at a time and is written out only when a
 * violation needs it. Immutable.
 */
public final class Pointer {

    /** The whole value. */
    public static final Pointer ROOT = new Pointer(null, "");

    /** Longer tokens are cut when they are written: they can only be names of a client's. */
    private static final int MAX_TOKEN_LENGTH = 200;

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

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        appendTo(text);
        return text.toString();
    }

    private void appendTo(StringBuilder text) {
        if (parent == null) {
            return;
        }
        parent.appendTo(text);
        String shown = Quoted.cut(token, MAX_TOKEN_LENGTH);
        text.append('/').append(shown.replace("~", "~0").replace("/", "~1"));
    }
}
