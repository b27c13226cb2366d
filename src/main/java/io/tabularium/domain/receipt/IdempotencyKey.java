package io.tabularium.domain.receipt;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * The name that a client gives to a request, so that the request can be sent again without being
 * done again. Two keys of the same value are equal, also if two callers send them.
 *
 * @param value 1 to 255 printable ASCII characters; where clients are told apart, behind the name
 *     of the client and a line feed
 * @param caller of whose share of all receipts one under this key is a part; empty if that is not
 *     known
 */
public record IdempotencyKey(String value, String caller) {

    private static final Pattern TEXT = Pattern.compile("[\\x20-\\x7E]{1,255}");
    private static final Pattern FORM = Pattern.compile("(?:[\\x20-\\x7E]++\n)?+" + TEXT);

    /**
     * @throws IllegalArgumentException if the value is none; see {@link #isValid}
     */
    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an idempotency key");
        }
    }

    /**
     * A key as it was stored. The caller is the client that the value names, if it names one.
     *
     * @throws IllegalArgumentException if the value is none
     */
    public IdempotencyKey(String value) {
        this(value, clientIn(value));
    }

    /**
     * The key that one client gave; those of others are different, whatever they gave.
     *
     * @param client its name, printable ASCII characters
     * @throws IllegalArgumentException if the text cannot be a key
     */
    public static IdempotencyKey of(String client, String text) {
        return new IdempotencyKey(client + "\n" + text, client);
    }

    /**
     * A key that all clients share, because they are not told apart: a client may send a request
     * again from another address.
     *
     * @param caller in whose share the receipt counts, for example an address
     * @throws IllegalArgumentException if the text cannot be a key
     */
    public static IdempotencyKey shared(String text, String caller) {
        return new IdempotencyKey(text, caller);
    }

    /** Whether a client can give the text as a key. */
    public static boolean isValid(String text) {
        return TEXT.matcher(text).matches();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdempotencyKey key && key.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    private static String clientIn(String value) {
        int end = value.indexOf('\n');
        return end < 0 ? "" : value.substring(0, end);
    }
}
