package io.tabularium.domain.record;

import java.util.regex.Pattern;

/**
 * The name that a client gives to a request, so that the request can be sent again without being
 * done again.
 *
 * @param value 1 to 255 printable ASCII characters; where clients are told apart, behind the name
 *     of the client and a line feed
 */
public record IdempotencyKey(String value) {

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
     * The key that one client gave; those of others are different, whatever they gave.
     *
     * @param client its name, printable ASCII characters
     * @throws IllegalArgumentException if the text cannot be a key
     */
    public static IdempotencyKey of(String client, String text) {
        return new IdempotencyKey(client + "\n" + text);
    }

    /** The name of the client; empty where clients are not told apart. */
    public String client() {
        int end = value.indexOf('\n');
        return end < 0 ? "" : value.substring(0, end);
    }

    /** Whether a client can give the text as a key. */
    public static boolean isValid(String text) {
        return TEXT.matcher(text).matches();
    }
}
