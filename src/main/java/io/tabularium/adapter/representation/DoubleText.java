package io.tabularium.adapter.representation;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Doubles as JSON numbers: the fewest digits that are read back as the same double, and of those
 * the closest. From 10<sup>-6</sup> up to but not including 10<sup>21</sup> they are written out,
 * with at least one digit behind the point ({@code 12345678.0}, {@code 0.000001}); beyond, with an
 * exponent ({@code 1.5e21}, {@code 1e-7}). The same ranges as in ECMAScript (RFC 8785, section
 * 3.2.2.3), and what yyjson writes, the JSON library of DuckDB.
 */
public final class DoubleText {

    /** Where {@link Double#toString} writes numbers out, it writes these very digits. */
    private static final double LEAST_PLAIN_IN_JAVA = 1e-3;

    private static final double LEAST_SCIENTIFIC_IN_JAVA = 1e7;

    private static final int LEAST_PLAIN_EXPONENT = -6;
    private static final int LEAST_LARGE_EXPONENT = 21;

    private static final double THOUSAND = 1_000;
    private static final int FRACTION_DIGITS = 3;

    private DoubleText() {}

    /** The text of a finite double. */
    public static String of(double value) {
        double size = Math.abs(value);
        double thousandths = Math.rint(value * THOUSAND);
        // Of all decimals with up to 15 digits at most one is read as this double, so that it is
        // the shortest. Most doubles that people write have few digits.
        if (size >= LEAST_PLAIN_IN_JAVA
                && size < LEAST_SCIENTIFIC_IN_JAVA
                && thousandths / THOUSAND == value) {
            return ofThousandths((long) thousandths);
        }
        String text = Double.toString(value);
        return size == 0 || (size >= LEAST_PLAIN_IN_JAVA && size < LEAST_SCIENTIFIC_IN_JAVA)
                ? text
                : of(shortest(text, value));
    }

    /** At least one digit behind the point, and no zero behind that. */
    private static String ofThousandths(long number) {
        String digits = Long.toString(Math.abs(number) % 1_000 + 1_000);
        int end = FRACTION_DIGITS + 1;
        while (end > 2 && digits.charAt(end - 1) == '0') {
            end--;
        }
        StringBuilder text = new StringBuilder();
        if (number < 0) {
            text.append('-');
        }
        return text.append(Math.abs(number) / 1_000).append('.').append(digits, 1, end).toString();
    }

    private static String of(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - number.scale();
        if (exponent >= LEAST_LARGE_EXPONENT || exponent < LEAST_PLAIN_EXPONENT) {
            String sign = number.signum() < 0 ? "-" : "";
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return sign + digits.charAt(0) + fraction + "e" + exponent;
        }
        return number.scale() > 0 ? number.toPlainString() : number.toPlainString() + ".0";
    }

    /** Java never writes fewer than two digits, although a few of the smallest doubles need one. */
    private static BigDecimal shortest(String text, double value) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        if (number.precision() == 2) {
            BigDecimal shorter = number.round(new MathContext(1)).stripTrailingZeros();
            return shorter.doubleValue() == value ? shorter : number;
        }
        return number;
    }
}
