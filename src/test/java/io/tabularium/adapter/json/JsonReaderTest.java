package io.tabularium.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.json.Json;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;

final class JsonReaderTest {

    private static final JsonReader JSON = new JsonReader(100);

    @Test
    void keepsEveryDigitAndTheOrderOfMembers() {
        Object value = JSON.read("{\"b\":[12345678901234567890,1.10,7],\"a\":null}");

        assertThat(value)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsExactly(
                        Map.entry(
                                "b",
                                List.of(
                                        new BigInteger("12345678901234567890"),
                                        new BigDecimal("1.10"),
                                        7L)),
                        new AbstractMap.SimpleEntry<>("a", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e99999999999", "1e-99999999999"})
    void takesAnExponentThatNothingHoldsForANumberOutOfRange(String numeral) {
        assertThat(Json.isNumber(JSON.read(numeral))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{}{}", "{\"a\":1,\"a\":2}", "[1,]", "NaN", "01", "'a'", "\"\t\""})
    void refusesWhatIsNotStrictlyJson(String text) {
        assertThatExceptionOfType(MalformedRequest.class).isThrownBy(() -> JSON.read(text));
    }

    @Test
    void refusesNestingAndStringsBeyondTheirBounds() {
        assertThatExceptionOfType(TooLarge.class).isThrownBy(() -> JSON.read("[".repeat(101)));
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> JSON.read("\"" + "a".repeat(101) + "\""));
    }

    @Test
    void namesLineAndColumn() {
        assertThatExceptionOfType(MalformedRequest.class)
                .isThrownBy(() -> JSON.read("{\n  \"a\": oops}"))
                .satisfies(refusal -> assertThat(refusal.line()).isEqualTo(2));
    }
}
