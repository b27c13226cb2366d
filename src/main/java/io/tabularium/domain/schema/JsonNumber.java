package io.tabularium.domain.schema;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers written as JSON writes them (RFC 8259, section 6). */
public final class JsonNumber {

    /** Longer numerals are refused: their arithmetic would be the sender's to spend. */
    private static final int MAX_LENGTH = 1_000;

    private static final int MAX_INT64_DIGITS = 18;
    private static final Pattern FORM =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,6})?");

    private JsonNumber() {}

    /**
     * The number, a {@link Long} where it is a short integer; empty where the text is no number.
     */
    public static Optional<Object> parse(String text) {
        if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        if (text.length() <= MAX_INT64_DIGITS && isDigits(text)) {
            return Optional.of(Long.parseLong(text));
        }
        return Optional.of(new BigDecimal(text));
    }

    private static boolean isDigits(String text) {
        for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
