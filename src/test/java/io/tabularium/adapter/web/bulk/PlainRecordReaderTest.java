package io.tabularium.adapter.web.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.ValueAllowance;
import io.tabularium.adapter.web.body.DraftReader;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Schema;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

final class PlainRecordReaderTest {

    private static final Schema READINGS = TestSchemas.READINGS;
    private static final JsonReader JSON = new JsonReader(10_000);

    private final PlainRecordReader reader = new PlainRecordReader(READINGS);

    /** The general reader is the oracle; what it refuses must not be read here. */
    @Property(tries = 10_000)
    void readsNothingElseThanTheGeneralReader(
            @ForAll("texts") List<String> texts, @ForAll long seed) {
        for (String text : texts) {
            byte[] bytes = changed(text.getBytes(StandardCharsets.UTF_8), new Random(seed));

            RecordData plain = reader.read(bytes, 0, bytes.length);

            if (plain != null) {
                assertThat(plain).as("%s", text).isEqualTo(general(bytes));
            }
        }
    }

    @Property(tries = 5_000)
    void readsDoublesAsTheGeneralReaderDoes(@ForAll double ratio, @ForAll long digits) {
        for (String number : List.of(Double.toString(ratio), decimal(digits))) {
            byte[] bytes = ("{\"ratio\":" + number + "}").getBytes(StandardCharsets.UTF_8);

            RecordData plain = reader.read(bytes, 0, bytes.length);

            if (plain != null) {
                assertThat(plain).as("%s", number).isEqualTo(general(bytes));
            }
        }
    }

    @Example
    void readsPlainRowsInWhateverOrder() {
        for (String text :
                List.of(
                        " { \"number\" : -1 , \"text\" : \"æ😀\" }\r",
                        "{\"text\":null,\"number\":999999999999999999,\"flag\":false}",
                        "{\"ratio\":0.1,\"amount\":12.50,\"day\":\"2026-01-31\",\"number\":1.0}")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

            assertThat(reader.read(bytes, 0, bytes.length)).isNotNull().isEqualTo(general(bytes));
        }
    }

    @Example
    void hasNoOpinionAboutTheRest() {
        for (String text :
                List.of(
                        "",
                        "{",
                        "[]",
                        "{} {}",
                        "{\"number\":1,}",
                        "{\"number\":1,\"number\":1}",
                        "{\"number\":01}",
                        "{\"number\":1.}",
                        "{\"number\":-}",
                        "{\"number\":1e2}",
                        "{\"number\":1234567890123456789}",
                        "{\"number\":\"1\"}",
                        "{\"other\":1}",
                        "{\"text\":\"\\u0041\"}",
                        "{\"text\":\"a\tb\"}",
                        "{\"text\":\"a",
                        "{\"flag\":truth}",
                        "{\"flag\":tru",
                        "{\"details\":{}}")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

            assertThat(reader.read(bytes, 0, bytes.length)).as(text).isNull();
        }
    }

    @Example
    void readsOnlyWithinItsBounds() {
        byte[] bytes = "{\"number\":12345}".getBytes(StandardCharsets.UTF_8);

        assertThat(reader.read(bytes, 0, bytes.length - 1)).isNull();
        assertThat(reader.read(bytes, 1, bytes.length - 1)).isNull();
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> name =
                Arbitraries.of(
                        "number", "text", "ratio", "amount", "flag", "moment", "day", "details",
                        "tags", "other", "numbe");
        Arbitrary<String> value =
                Arbitraries.of(
                        "1",
                        "-1",
                        "-0",
                        "0.10",
                        "-0.0",
                        "00",
                        "1.5",
                        "1e3",
                        "1.",
                        "12345678901234567",
                        "9007199254740993",
                        "90071992547409.93",
                        "null",
                        "true",
                        "false",
                        "\"\"",
                        "\"a\"",
                        "\"æ😀\"",
                        "\"\\n\"",
                        "\"2026-01-31\"",
                        "\"2026-02-30\"",
                        "\"2026-01-31T12:00:00Z\"",
                        "[1]",
                        "\"a\tb\"");
        Arbitrary<String> member =
                Combinators.combine(name, value).as((n, v) -> "\"" + n + "\":" + v);
        return member.list()
                .ofMaxSize(5)
                .map(members -> members.stream().collect(Collectors.joining(",", "{", "}")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    /** Half of the texts as they are, in the others one byte changed. */
    private static byte[] changed(byte[] bytes, Random random) {
        if (random.nextBoolean()) {
            byte[] other =
                    " \t\r\n\"{}[]:,.-0e\\t\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);
            bytes[random.nextInt(bytes.length)] = other[random.nextInt(other.length)];
        }
        return bytes;
    }

    private static String decimal(long digits) {
        long shorter = digits % 1_000_000_000_000_000_000L;
        int scale = (int) (Math.abs(digits) % 17) + 1;
        return java.math.BigDecimal.valueOf(shorter, scale).toPlainString();
    }

    private static @Nullable RecordData general(byte[] bytes) {
        try {
            return JSON.parse(
                            bytes,
                            0,
                            bytes.length,
                            parser -> DraftReader.readWhole(parser, READINGS, new ValueAllowance()))
                    .toData();
        } catch (TabulariumException e) {
            return null;
        }
    }
}
