package io.tabularium.domain.json;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers written as JSON writes them (RFC 8259, section 6). */
public final class JsonNumber {

    /** Longer numerals are refused: their arithmetic would be the sender's to spend. */
    private static final int MAX_LENGTH = 1_000;

    private static final int MAX_INT64_DIGITS = 18;
    private static final int MAX_EXPONENT_DIGITS = 6;

    private JsonNumber() {}

    /**
     * The number, a {@link Long} where it is a short integer; empty where the text is no number.
     */
    public static Optional<Object> parse(String text) {
        if (text.length() > MAX_LENGTH || !isNumber(text)) {
            return Optional.empty();
        }
        if (text.length() <= MAX_INT64_DIGITS && isDigits(text)) {
            return Optional.of(Long.parseLong(text));
        }
        return Optional.of(new BigDecimal(text));
    }

    /** By hand, because this runs for each number of a CSV file. */
    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = behindDigits(text, start);
        boolean leadingZero = end > start + 1 && text.charAt(start) == '0';
        if (end == start || leadingZero) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = end + 1;
            end = behindDigits(text, fraction);
            if (end == fraction) {
                return false;
            }
        }
        return end == text.length() || isExponent(text, end);
    }

    private static boolean isExponent(String text, int from) {
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        boolean signed = text.startsWith("+", from + 1) || text.startsWith("-", from + 1);
        int start = signed ? from + 2 : from + 1;
        int end = behindDigits(text, start);
        return end == text.length() && end > start && end - start <= MAX_EXPONENT_DIGITS;
    }

    private static int behindDigits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
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
