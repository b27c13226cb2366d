package io.tabularium.adapter.web.rows;

import tools.jackson.core.io.NumberInput;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A JSON number as it is written: at most {@value #MAX_LENGTH} characters, its exponent of at most
 * three digits. Used by one thread.
 */
final class PlainNumber {

    private static final int MAX_LENGTH = 100;
    private static final int MAX_EXPONENT_DIGITS = 3;

    /** More might not fit a long. */
    private static final int MAX_EXACT_DIGITS = 18;

    private static final int MAX_INT64_DIGITS = 19;

    /** Whole numbers up to here are doubles. */
    private static final long MAX_EXACT_WHOLE = 1L << 53;

    /** Those that are doubles, so that one division rounds correctly. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18
    };

    private final char[] text = new char[MAX_LENGTH];
    private int length;
    private boolean negative;
    private boolean integer;
    private boolean hasExponent;

    /** All digits as one number; wrapped around where there are too many. */
    private long digits;

    private int digitCount;
    private int scale;

    /**
     * Reads the numeral that begins at a minus sign or digit.
     *
     * @return where it ends, or {@link PlainText#NOTHING} where it is malformed or too long
     */
    int read(byte[] bytes, int from, int end) {
        int limit = Math.min(end, from + MAX_LENGTH);
        negative = bytes[from] == '-';
        digits = 0;
        digitCount = 0;
        int start = negative ? from + 1 : from;
        int point = takeDigits(bytes, start, limit);
        int behind = point;
        boolean leadingZero = point > start + 1 && bytes[start] == '0';
        if (point == start || leadingZero) {
            return PlainText.NOTHING;
        }
        scale = 0;
        if (point < limit && bytes[point] == '.') {
            behind = takeDigits(bytes, point + 1, limit);
            scale = behind - point - 1;
            if (scale == 0) {
                return PlainText.NOTHING;
            }
        }
        integer = behind == point;
        hasExponent = behind < limit && (bytes[behind] | 0x20) == 'e';
        if (hasExponent) {
            integer = false;
            behind = behindExponent(bytes, behind + 1, limit);
        }
        if (behind == PlainText.NOTHING || behind == from + MAX_LENGTH) {
            return PlainText.NOTHING;
        }
        keep(bytes, from, behind);
        return behind;
    }

    private int takeDigits(byte[] bytes, int from, int limit) {
        int i = from;
        while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
            digits = digits * 10 + (bytes[i] - '0');
            i++;
        }
        digitCount += i - from;
        return i;
    }

    private static int behindExponent(byte[] bytes, int from, int limit) {
        int start = from < limit && (bytes[from] == '+' || bytes[from] == '-') ? from + 1 : from;
        int i = start;
        while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i > start && i - start <= MAX_EXPONENT_DIGITS ? i : PlainText.NOTHING;
    }

    /** Keeps the text of a number that is not made of its digits alone. */
    private void keep(byte[] bytes, int from, int to) {
        length = to - from;
        if (isExact() && digits <= MAX_EXACT_WHOLE) {
            return;
        }
        for (int i = 0; i < length; i++) {
            text[i] = (char) bytes[from + i];
        }
    }

    /** Whether {@link #unscaled()} and {@link #scale()} are the number. */
    boolean isExact() {
        return !hasExponent && digitCount <= MAX_EXACT_DIGITS;
    }

    /** The digits, signed, of a number that {@link #isExact}. */
    long unscaled() {
        return negative ? -digits : digits;
    }

    /** How many of the digits stand behind the point; 0 where there is no point. */
    int scale() {
        return scale;
    }

    /** Whether it is written as a whole number and fits 64 bits with its sign. */
    boolean isInt64() {
        if (!integer || digitCount > MAX_INT64_DIGITS) {
            return false;
        }
        // Nineteen digits fit 64 bits without a sign.
        return digits >= 0 || (negative && digits == Long.MIN_VALUE);
    }

    /** The value of a number that {@link #isInt64}. */
    long int64() {
        return unscaled();
    }

    /**
     * The nearest double, never a negative zero of digits that are all 0. Infinite where the number
     * is too large, 0 where it is too small.
     */
    double toDouble() {
        if (isExact() && digits <= MAX_EXACT_WHOLE) {
            return unscaled() / POWERS_OF_TEN[scale];
        }
        return NumberInput.parseDouble(text, 0, length, true);
    }

    /** Whether all digits are 0. */
    boolean isZero() {
        return isExact() && digits == 0;
    }

    /** The number in the form in which the general reader gives it. */
    Object toJson() {
        if (isInt64()) {
            return int64();
        }
        if (integer) {
            return new BigInteger(String.valueOf(text, 0, length));
        }
        return isExact() ? BigDecimal.valueOf(unscaled(), scale) : new BigDecimal(text, 0, length);
    }
}
