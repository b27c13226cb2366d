package io.tabularium.domain.json;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON values as plain Java: {@code null}, {@link Boolean}, {@link String}, {@link Long}, {@link
 * BigInteger}, {@link BigDecimal}, {@code List} of values and {@code Map} of string to value.
 * Nothing else is a JSON value here; in particular there is no {@link Double}, so that a number
 * keeps every digit it was written with.
 */
public final class Json {

    /** Beyond these scales a number is no finite double, or is so small that it is zero as one. */
    private static final int MAX_SCALE = 1_500;

    private static final int MIN_SCALE = -400;

    private static final char NUL = '\0';

    private Json() {}

    /** The kinds of JSON value, by the names that the {@code type} keyword uses. */
    public enum Kind {
        NULL,
        BOOLEAN,
        INTEGER,
        NUMBER,
        STRING,
        ARRAY,
        OBJECT;

        /** The name in a schema: lower case. */
        public String keyword() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The kind of a value; a number without a fraction is an integer, however it is written. */
    public static Kind kindOf(@Nullable Object value) {
        return switch (value) {
            case null -> Kind.NULL;
            case Boolean ignored -> Kind.BOOLEAN;
            case String ignored -> Kind.STRING;
            case Long ignored -> Kind.INTEGER;
            case BigInteger ignored -> Kind.INTEGER;
            case BigDecimal number -> isWhole(number) ? Kind.INTEGER : Kind.NUMBER;
            case List<?> ignored -> Kind.ARRAY;
            case Map<?, ?> ignored -> Kind.OBJECT;
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        };
    }

    /**
     * Whether the value is a number within the range of doubles: finite as one, and zero as one
     * only if it is zero.
     */
    public static boolean isNumber(@Nullable Object value) {
        return switch (value) {
            case Long ignored -> true;
            case BigInteger number -> Double.isFinite(number.doubleValue());
            case BigDecimal number ->
                    number.scale() <= MAX_SCALE
                            && number.scale() >= MIN_SCALE
                            && isWithinDoubles(number);
            case null, default -> false;
        };
    }

    private static boolean isWithinDoubles(BigDecimal number) {
        double value = number.doubleValue();
        return Double.isFinite(value) && (value != 0 || number.signum() == 0);
    }

    /** The exact value of a number that {@link #isNumber} accepts. */
    public static BigDecimal toDecimal(Object number) {
        return switch (number) {
            case Long value -> BigDecimal.valueOf(value);
            case BigInteger value -> new BigDecimal(value);
            case BigDecimal value -> value;
            default -> throw new IllegalArgumentException("not a number: " + number.getClass());
        };
    }

    /**
     * The value as a 64-bit integer, or null where it is none: another type, a fraction, too large.
     */
    public static @Nullable Long toInt64(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof BigDecimal number
                && isNumber(number)
                && isWhole(number)
                && number.precision() - number.scale() <= 19) {
            BigInteger whole = number.toBigInteger();
            return whole.bitLength() < Long.SIZE ? whole.longValue() : null;
        }
        return null;
    }

    /**
     * A form in which two values are {@link Object#equals} exactly if JSON Schema calls them equal:
     * numbers by value, objects without regard to order. {@link JsonOrder} sorts such forms.
     */
    public static @Nullable Object comparable(@Nullable Object value) {
        return switch (value) {
            case Long number -> comparableNumber(BigDecimal.valueOf(number));
            case BigInteger number -> comparableNumber(new BigDecimal(number));
            case BigDecimal number -> comparableNumber(number);
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                for (Object element : list) {
                    copy.add(comparable(element));
                }
                yield copy;
            }
            case Map<?, ?> map -> {
                SortedMap<String, @Nullable Object> copy = new TreeMap<>();
                map.forEach((key, member) -> copy.put((String) key, comparable(member)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    /**
     * Reports what no schema can allow, anywhere in the value: texts that {@link #checkText}
     * refuses, names of members likewise, and numbers beyond the range of doubles. The pointer of a
     * fault in a name is that of the member.
     */
    public static void checkStorable(@Nullable Object value, Pointer at, Violations violations) {
        switch (value) {
            case String text -> checkText(text, at, violations);
            case BigInteger number -> checkRange(number, at, violations);
            case BigDecimal number -> checkRange(number, at, violations);
            case List<?> list -> {
                int index = 0;
                for (Object element : list) {
                    checkStorable(element, at.child(index++), violations);
                }
            }
            case Map<?, ?> map ->
                    map.forEach(
                            (key, member) -> {
                                Pointer place = at.child((String) key);
                                checkText((String) key, "have a name", place, violations);
                                checkStorable(member, place, violations);
                            });
            case null, default -> {
                // true, false, null and 64-bit integers are always storable
            }
        }
    }

    /**
     * Reports a text that cannot be stored: one that is not Unicode (code {@code type}), or one
     * that contains U+0000 (code {@code character}), which not every storage can hold.
     *
     * @return whether the text can be stored
     */
    public static boolean checkText(String text, Pointer at, Violations violations) {
        return checkText(text, "be text", at, violations);
    }

    /**
     * @param wanted what the value must be or have, as the messages say it
     */
    private static boolean checkText(
            String text, String wanted, Pointer at, Violations violations) {
        if (text.indexOf(NUL) < 0 && isUnicode(text)) {
            return true;
        }
        if (!isUnicode(text)) {
            violations.add(at, "type", "must " + wanted + " without unpaired surrogates");
        }
        if (text.indexOf(NUL) >= 0) {
            violations.add(at, "character", "must " + wanted + " without the character U+0000");
        }
        return false;
    }

    /** Whether every surrogate in the text is one of a pair. */
    public static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static void checkRange(Object number, Pointer at, Violations violations) {
        if (!isNumber(number)) {
            violations.add(at, "type", "must be a number within the range of a double");
        }
    }

    private static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static BigDecimal comparableNumber(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
