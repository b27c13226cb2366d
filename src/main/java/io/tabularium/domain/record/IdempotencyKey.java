package io.tabularium.domain.record;

import java.util.regex.Pattern;

/**
 * The name that a client gives to a request, so that the request can be sent again without being
 * done again.
 *
 * @param value 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(String value) {

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7E]{1,255}");

    /**
     * @throws IllegalArgumentException if the value is none; see {@link #isValid}
     */
    public IdempotencyKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an idempotency key");
        }
    }

    /** Whether the text can be a key. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }
}
