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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Few values of each type, so that many are equal, and each with a catch to it. */
final class NastyValues {

    static final List<String> TEXTS =
            List.of(
                    "",
                    "a",
                    "A",
                    "b",
                    "ab",
                    "aB",
                    "a b",
                    "a%b",
                    "a_b",
                    "a\\b",
                    "%",
                    "_",
                    "\\",
                    "\\%",
                    "'",
                    "''",
                    "\"",
                    "\ud83d\ude00",
                    "a\ud83d\ude00b",
                    "\u00e9",
                    "\u00c9",
                    "e\u0301",
                    "a\u0001b",
                    "a\nb",
                    "\u00df",
                    "\u1e9e",
                    "\u0130",
                    "i",
                    "\u0131",
                    "\u03a3",
                    "\u03c3",
                    "\u03c2",
                    "\u212a",
                    "k",
                    "\u01c5",
                    "\u01c6",
                    "\uffff",
                    "\ue000",
                    "null",
                    "1",
                    "true");

    static final List<String> PATTERN_PARTS =
            List.of(
                    "%",
                    "_",
                    "\\%",
                    "\\_",
                    "\\\\",
                    "\\a",
                    "a",
                    "A",
                    "b",
                    "B",
                    "'",
                    "\"",
                    "\ud83d\ude00",
                    "\u00e9",
                    "\u00c9",
                    "\u00df",
                    "i",
                    "I",
                    "\u03c3",
                    "\u03a3",
                    "\u01c4",
                    "K",
                    "\n");

    private NastyValues() {}

    /** Typed values: what records hold and conditions compare with. */
    static List<Object> of(PropertyType type) {
        if (type == BasicType.TEXT) {
            return List.copyOf(TEXTS);
        }
        List<Object> ordinary =
                switch (type) {
                    case DecimalType decimal when decimal.precision() == decimal.scale() ->
                            List.of();
                    case DecimalType decimal ->
                            List.of(
                                    new BigDecimal("1.5").setScale(decimal.scale()),
                                    new BigDecimal("-2").setScale(decimal.scale()));
                    case BasicType basic ->
                            switch (basic) {
                                case INTEGER -> List.of(2L, 10L, 12L, 1_000L);
                                case DOUBLE -> List.of(1.5, 2.0, 10.0, -1.5, 1e17);
                                case DATE -> List.of(LocalDate.of(2026, 1, 31));
                                case INSTANT ->
                                        List.of(
                                                Instant.parse("2026-01-31T10:00:00Z"),
                                                Instant.parse("2026-01-31T12:00:00.5Z"));
                                case LOCAL_DATE_TIME ->
                                        List.of(LocalDateTime.parse("2026-01-31T12:00:00.5"));
                                case UUID -> List.of(IDS.get(0), IDS.get(1));
                                case TEXT, BOOLEAN, OBJECT, ARRAY -> List.of();
                            };
                };
        return Stream.concat(Extremes.of(type).stream(), ordinary.stream()).toList();
    }

    static final List<UUID> IDS =
            List.of(
                    UUID.fromString("0197a5b2-0000-7000-8000-000000000001"),
                    UUID.fromString("8197a5b2-0000-7000-8000-000000000002"),
                    UUID.fromString("7fffffff-ffff-7fff-bfff-ffffffffffff"));

    /** JSON values of a nested member: of its type in every spelling, and of other types. */
    static List<Object> json(PropertyType type) {
        return Stream.concat(proper(type), Stream.of(Map.of("a", 1L), List.of("a"))).toList();
    }

    private static Stream<Object> proper(PropertyType type) {
        return switch (type) {
            case DecimalType ignored ->
                    Stream.of(
                            number("1.5"),
                            number("-2"),
                            10L,
                            number("1E+2"),
                            number("1.50000"),
                            number("1.23456"),
                            "1.5",
                            number("123456789.0123"));
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> Stream.concat(TEXTS.stream(), Stream.of(1L, true));
                        case INTEGER ->
                                Stream.of(
                                        2L,
                                        10L,
                                        Long.MIN_VALUE,
                                        Long.MAX_VALUE,
                                        number("12.0"),
                                        number("1.0E+3"),
                                        number("1.5"),
                                        new BigInteger("9223372036854775808"),
                                        "2",
                                        true);
                        case DOUBLE ->
                                Stream.of(
                                        2L,
                                        number("1.5"),
                                        number("1.50"),
                                        number("1E+1"),
                                        number("4.9E-324"),
                                        number("1.7976931348623157E+308"),
                                        number("0.1000000000000000055511151231257827"),
                                        new BigInteger("100000000000000000"),
                                        "1.5",
                                        "NaN",
                                        true);
                        case BOOLEAN -> Stream.of(true, false, "true", 1L, 0L);
                        case DATE ->
                                Stream.of(
                                        "2026-01-31",
                                        "0001-01-01",
                                        "9999-12-31",
                                        "2026-1-31",
                                        "2026-02-30",
                                        " 2026-01-31",
                                        "infinity",
                                        "epoch",
                                        "2026-01-31T00:00:00",
                                        20260131L);
                        case INSTANT ->
                                Stream.of(
                                        "2026-01-31T10:00:00Z",
                                        "2026-01-31t12:00:00.5z",
                                        "2026-01-31T12:00:00+02:00",
                                        "2026-01-31T09:30:00.000000-00:30",
                                        "0001-01-01T00:00:00Z",
                                        "9999-12-31T23:59:59.999999Z",
                                        "2026-01-31T10:00:00",
                                        "2026-01-31 10:00:00Z",
                                        "2026-01-31T10:00:00.1234567Z",
                                        "infinity",
                                        1L);
                        case LOCAL_DATE_TIME ->
                                Stream.of(
                                        "2026-01-31T12:00:00.5",
                                        "2026-01-31t12:00:00.500000",
                                        "0001-01-01T00:00:00",
                                        "9999-12-31T23:59:59.999999",
                                        "2026-01-31T12:00:00.5Z",
                                        "2026-01-31",
                                        "-infinity",
                                        1L);
                        case UUID ->
                                Stream.of(
                                        IDS.get(0).toString(),
                                        "8197A5B2-0000-7000-8000-000000000002",
                                        "0197a5b2000070008000000000000001",
                                        "{0197a5b2-0000-7000-8000-000000000001}",
                                        1L);
                        case OBJECT, ARRAY -> Stream.of();
                    };
        };
    }

    private static Object number(String numeral) {
        return new BigDecimal(numeral);
    }
}
