package io.tabularium.adapter.representation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoubleTextTest {

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "9999999.999, 9999999.999",
        "9999999.9996, 9999999.9996",
        "9999999.9995, 9999999.9995",
        "-0.001, -0.001",
        "0.0009995, 0.0009995",
        "1000.0005, 1000.0005",
        "-1.5, -1.5",
        "0.1, 0.1",
        "0.001, 0.001",
        "0.0009765625, 0.0009765625",
        "1E-6, 0.000001",
        "1.25E-6, 0.00000125",
        "9.99E-7, 9.99e-7",
        "1E-7, 1e-7",
        "-1.5E-7, -1.5e-7",
        "1E7, 10000000.0",
        "-1.2345678E7, -12345678.0",
        "9.007199254740992E15, 9007199254740992.0",
        "12345678.5, 12345678.5",
        "1E20, 100000000000000000000.0",
        "9.999999999999999E20, 999999999999999900000.0",
        "1E21, 1e21",
        "-1.5E21, -1.5e21",
        "2E23, 2e23",
        "1.7976931348623157E308, 1.7976931348623157e308",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "4.9E-324, 5e-324",
        "9.9E-324, 1e-323",
        "1.5E-323, 1.5e-323",
        "2.0E-323, 2e-323",
    })
    void writesTheFewestDigitsThatStandForTheDouble(double value, String text) {
        assertThat(DoubleText.of(value)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
    }

    /** Java writes these very digits between a thousandth and ten millions. */
    @Property(tries = 5_000)
    void writesFewDecimalsAsJavaDoes(
            @ForAll @LongRange(min = -9_999_999_999L, max = 9_999_999_999L) long thousandths) {
        for (double divisor : new double[] {1, 10, 100, 1_000, 10_000, 3}) {
            double value = thousandths / divisor;
            if (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7) {
                assertThat(DoubleText.of(value)).isEqualTo(Double.toString(value));
                double next = Math.nextUp(value);
                assertThat(Double.parseDouble(DoubleText.of(next))).isEqualTo(next);
            }
        }
    }
}
