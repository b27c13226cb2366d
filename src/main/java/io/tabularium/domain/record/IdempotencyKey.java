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

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7E]{1,255}");
    private static final char LINE_FEED = '\n';

    /**
     * @throws IllegalArgumentException if the value is none; see {@link #isValid}
     */
    public IdempotencyKey {
        if (!isValid(value.substring(value.indexOf(LINE_FEED) + 1))) {
            throw new IllegalArgumentException("not an idempotency key");
        }
    }

    /**
     * The key that one client gave; those of others are different, whatever they gave.
     *
     * @param client its name, in one line
     * @throws IllegalArgumentException if the text cannot be a key
     */
    public static IdempotencyKey of(String client, String text) {
        return new IdempotencyKey(client + LINE_FEED + text);
    }

    /** Whether the text can be a key. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }
}
