package io.tabularium.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

final class JsonBytesTest {

    /** The generator is the oracle. */
    @Property(tries = 2_000)
    void isWhatTheGeneratorWrites(@ForAll("values") @Nullable Object value) {
        assertThat(JsonWriter.toText(value)).isEqualTo(generated(value));
    }

    @Property(tries = 500)
    void writesOneValueBehindTheOther(
            @ForAll("values") @Nullable Object first, @ForAll("values") @Nullable Object second) {
        JsonBytes out = new JsonBytes();
        out.string("forgotten").clear();
        out.raw("[").value(first).raw(',').raw(generated(second).getBytes(StandardCharsets.UTF_8));
        out.raw(']');

        assertThat(out.toByteArray())
                .isEqualTo(
                        ("[" + generated(first) + "," + generated(second) + "]")
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Example
    void growsWithWhatIsWritten() {
        for (String unit : List.of("a", "\u0001", "ü", "€", "😀", "a😀\n")) {
            String text = unit.repeat(5_000);
            assertThat(JsonWriter.toText(text)).isEqualTo(generated(text));
        }
    }

    @Example
    void refusesHalfOfASurrogatePair() {
        for (String text : List.of("\ud83d", "a\ud83d", "\ude00a", "\ud83da", "\ud83d\ud83d")) {
            assertThatThrownBy(() -> JsonWriter.toText(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void escapesAsTheGeneratorDoes() {
        StringBuilder characters = new StringBuilder("😀/<&");
        for (char c = 0; c < 0x120; c++) {
            characters.append(c);
        }
        characters.append("\u2028\u2029\ufeff\uffff");

        assertThat(JsonWriter.toText(characters.toString()))
                .isEqualTo(generated(characters.toString()));
    }

    @Example
    void writesNumbersAsTheGeneratorDoes() {
        List<@Nullable Object> numbers =
                Arrays.asList(
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        0L,
                        new BigInteger("-12345678901234567890"),
                        new BigDecimal("1.10"),
                        new BigDecimal("0.0"),
                        new BigDecimal("1E+300"),
                        new BigDecimal("-1.5E-300"),
                        new BigDecimal("0.0000001"),
                        null,
                        true,
                        false);

        assertThat(JsonWriter.toText(numbers)).isEqualTo(generated(numbers));
    }

    @Provide
    Arbitrary<@Nullable Object> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.strings().all().map(JsonBytesTest::unicode),
                () -> Arbitraries.of(true, false).map(truth -> truth),
                () -> Arbitraries.longs().map(number -> number),
                () -> Arbitraries.bigDecimals().map(number -> number),
                () -> Arbitraries.bigIntegers().map(number -> number),
                () -> values().list().ofMaxSize(3).map(list -> list),
                () ->
                        Arbitraries.maps(Arbitraries.strings().all().ofMaxLength(5), values())
                                .ofMaxSize(3)
                                .map(JsonBytesTest::unicodeKeys));
    }

    private static Object unicodeKeys(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(unicode(key), value));
        return copy;
    }

    /** Records hold no unpaired surrogates. */
    private static String unicode(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String generated(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JsonWriter.to(bytes)) {
            JsonWriter.write(generator, value);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
