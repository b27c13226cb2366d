package io.tabularium.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.json.Json.Kind;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class JsonTest {

    @Test
    void callsANumberWithoutAFractionAnInteger() {
        assertThat(Json.kindOf(new BigDecimal("12.0"))).isEqualTo(Kind.INTEGER);
        assertThat(Json.kindOf(new BigDecimal("1E+2"))).isEqualTo(Kind.INTEGER);
        assertThat(Json.kindOf(new BigDecimal("12.5"))).isEqualTo(Kind.NUMBER);
        assertThat(Json.kindOf(null)).isEqualTo(Kind.NULL);
    }

    @Test
    void keepsIntegersWithin64Bits() {
        assertThat(Json.toInt64(new BigDecimal("9223372036854775807.0"))).isEqualTo(Long.MAX_VALUE);
        assertThat(Json.toInt64(new BigDecimal("-9223372036854775808"))).isEqualTo(Long.MIN_VALUE);
        assertThat(Json.toInt64(new BigDecimal("9223372036854775808"))).isNull();
        assertThat(Json.toInt64(new BigDecimal("0.5"))).isNull();
        assertThat(Json.toInt64(new BigDecimal("1E+999999"))).isNull();
        assertThat(Json.toInt64("1")).isNull();
    }

    @Test
    void takesNumbersWithinTheRangeOfDoublesOnly() {
        assertThat(Json.isNumber(new BigDecimal("1.7976931348623157E+308"))).isTrue();
        assertThat(Json.isNumber(new BigDecimal("1E+309"))).isFalse();
        assertThat(Json.isNumber(new BigDecimal("4.9E-324"))).isTrue();
        assertThat(Json.isNumber(new BigDecimal("1E-324"))).isFalse();
        assertThat(Json.isNumber(new BigDecimal("0E-400"))).isTrue();
        assertThat(Json.isNumber(BigInteger.TEN.pow(308))).isTrue();
        assertThat(Json.isNumber(BigInteger.TEN.pow(309))).isFalse();
        assertThat(Json.isNumber("1")).isFalse();
    }

    @Test
    void comparesNumbersByValueAndObjectsWithoutOrder() {
        assertThat(Json.comparable(1L)).isEqualTo(Json.comparable(new BigDecimal("1.00")));
        assertThat(Json.comparable(100L)).isEqualTo(Json.comparable(new BigDecimal("1E+2")));
        assertThat(Json.comparable(new BigDecimal("0.00")))
                .isEqualTo(Json.comparable(BigInteger.ZERO));
        assertThat(Json.comparable(Map.of("a", 1L, "b", List.of(2L))))
                .isEqualTo(Json.comparable(Map.of("b", List.of(new BigDecimal("2.0")), "a", 1L)));
        assertThat(Json.comparable(List.of(1L, 2L))).isNotEqualTo(Json.comparable(List.of(2L, 1L)));
        assertThat(Json.comparable(1L)).isNotEqualTo(Json.comparable("1"));
        assertThat(Json.comparable(true)).isNotEqualTo(Json.comparable(1L));
    }

    @Test
    void findsWhatCannotBeStoredWhereverItIs() {
        Violations violations = new Violations();
        Object value = Map.of("a", Arrays.asList(null, "\uD800", "😀", new BigDecimal("1E+400")));

        Json.checkStorable(value, Pointer.ROOT, violations);

        assertThat(violations.toList())
                .extracting(Violation::pointer)
                .containsExactly("/a/1", "/a/3");
    }

    @Test
    void findsU0000InTextsAndInNamesAtAnyDepth() {
        Object value =
                List.of(
                        "\0",
                        "a\u0001b",
                        Map.of("a", List.of("b", "b\0")),
                        Map.of("~/\0", Map.of("c\0", true)));

        assertThat(faultsOf(value))
                .containsExactly(
                        "/0 character must be text without the character U+0000",
                        "/2/a/1 character must be text without the character U+0000",
                        "/3/~0~1\0 character must have a name without the character U+0000",
                        "/3/~0~1\0/c\0 character must have a name without the character U+0000");
    }

    @Test
    void tellsBothFaultsOfOneText() {
        assertThat(faultsOf("\0\uD800"))
                .containsExactly(
                        " type must be text without unpaired surrogates",
                        " character must be text without the character U+0000");
    }

    @Test
    void findsMemberNamesThatAreNoUnicode() {
        Violations violations = new Violations();

        Json.checkStorable(Map.of("\uDC00", 1L), Pointer.ROOT, violations);

        assertThat(violations.count()).isEqualTo(1);
    }

    private static List<String> faultsOf(Object value) {
        Violations violations = new Violations();
        Json.checkStorable(value, Pointer.ROOT, violations);
        return violations.toList().stream()
                .map(fault -> fault.pointer() + " " + fault.code() + " " + fault.message())
                .toList();
    }
}
