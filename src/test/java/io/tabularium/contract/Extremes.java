package io.tabularium.contract;

import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

/** For each type, the values at its limits and those known to go astray on the way. */
final class Extremes {

    private static final int ONE_MEBIBYTE = 1 << 20;

    private Extremes() {}

    static List<Object> of(PropertyType type) {
        return switch (type) {
            case DecimalType decimal -> decimals(decimal);
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> texts();
                        case INTEGER ->
                                List.of(
                                        Long.MIN_VALUE,
                                        Long.MIN_VALUE + 1,
                                        -1L,
                                        0L,
                                        1L,
                                        9_007_199_254_740_993L,
                                        Long.MAX_VALUE - 1,
                                        Long.MAX_VALUE);
                        case DOUBLE -> doubles();
                        case BOOLEAN -> List.of(true, false);
                        case DATE ->
                                List.of(
                                        LocalDate.of(1, 1, 1),
                                        LocalDate.of(1582, 10, 10),
                                        LocalDate.of(1969, 12, 31),
                                        LocalDate.of(2000, 2, 29),
                                        LocalDate.of(9999, 12, 31));
                        case INSTANT ->
                                List.of(
                                        Instant.parse("0001-01-01T00:00:00Z"),
                                        Instant.parse("1582-10-10T00:00:00.000001Z"),
                                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                                        Instant.parse("2026-10-25T01:30:00Z"),
                                        Instant.parse("9999-12-31T23:59:59.999999Z"));
                        case LOCAL_DATE_TIME ->
                                List.of(
                                        LocalDateTime.parse("0001-01-01T00:00:00"),
                                        LocalDateTime.parse("1582-10-10T00:00:00.000001"),
                                        LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                                        LocalDateTime.parse("2026-03-29T02:30:00"),
                                        LocalDateTime.parse("2026-03-29T02:30:00.12"),
                                        LocalDateTime.parse("9999-12-31T23:59:59.999999"));
                        case UUID ->
                                List.of(
                                        new UUID(0, 0),
                                        new UUID(Long.MAX_VALUE, Long.MAX_VALUE),
                                        new UUID(Long.MIN_VALUE, Long.MIN_VALUE),
                                        UUID.fromString("7fffffff-ffff-4fff-bfff-ffffffffffff"),
                                        new UUID(-1, -1));
                        case OBJECT ->
                                List.of(
                                        json("{}"),
                                        json("{\"z\": 1, \"a\": {\"z\": null, \"b\": []}}"),
                                        json("{\"\": 1, \"a b\": 2, \"\\\"\": 3, \"\\u0001\": 4}"),
                                        json(NUMBERS));
                        case ARRAY ->
                                List.of(
                                        json("[]"),
                                        json("[null, true, \"\", [[]], {\"k\": [1]}]"),
                                        json("[" + NUMBERS + ", \"\\u0001\ud83d\ude00\\\\\"]"));
                    };
        };
    }

    private static final String NUMBERS =
            """
            {"big": 123456789012345678901234567890123456789012345678901234567890,
             "precise": 0.1000000000000000055511151231257827021181583404541015625,
             "trailing": 1.500, "exponent": 1.5E+300, "tiny": 4.9E-324, "whole": 1.0,
             "max": 9223372036854775807, "beyond": 9223372036854775808}
            """;

    private static List<Object> texts() {
        return List.of(
                "",
                " ",
                "a\u0001b",
                "\u0001",
                "'; DROP TABLE \"readings\"; --",
                "%_\\\"'`$1?:name",
                "\ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\ufffd\uffff\ue000\ud83d\ude00",
                "e\u0301 \u00e9 \u0130 \u1e9e \u03c2",
                "line\nbreak\r\n\ttab\u007f\u0085\u2028",
                "\ufeffmark",
                "null",
                "NaN",
                "\ud83d\ude00".repeat(ONE_MEBIBYTE / 4));
    }

    /** Without the negative zero, which no JSON number is read as. */
    private static List<Object> doubles() {
        return List.of(
                -Double.MAX_VALUE,
                -1e300,
                -Double.MIN_NORMAL,
                -Double.MIN_VALUE,
                0.0,
                Double.MIN_VALUE,
                2.225073858507201E-308,
                0.1,
                1.0 / 3,
                1e-6,
                Math.nextDown(1e-6),
                12_345_678.0,
                Math.nextDown(1e21),
                1e21,
                -1.5e21,
                9_007_199_254_740_992.0,
                1e23,
                Math.nextDown(Double.MAX_VALUE),
                Double.MAX_VALUE);
    }

    private static List<Object> decimals(DecimalType type) {
        BigDecimal largest =
                new BigDecimal(
                        BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE),
                        type.scale());
        BigDecimal smallest = new BigDecimal(BigInteger.ONE, type.scale());
        return List.of(
                largest.negate(),
                smallest.negate(),
                BigDecimal.ZERO.setScale(type.scale()),
                smallest,
                new BigDecimal(BigInteger.TEN.pow(type.precision() - 1), type.scale()),
                largest);
    }

    private static Object json(String text) {
        return Rows.json(text);
    }
}
