package io.tabularium.adapter.web.rows;

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
        double any = Double.longBitsToDouble(digits);
        for (String number :
                List.of(
                        Double.toString(ratio),
                        Double.toString(any),
                        decimal(digits),
                        halfway(any),
                        digits + "e" + digits % 330)) {
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
                        "{\"ratio\":0.1,\"amount\":12.50,\"day\":\"2026-01-31\",\"number\":1.0}",
                        "{\"text\":\"\\u0041\\ud83d\\ude00 \\\"q\\\" \\\\ \\/ \\b\\f\\n\\r\\t\\u0001æ\"}",
                        "{\"\\u0074ext\":\"a\"}",
                        "{\"number\":-9223372036854775808}",
                        "{\"number\":9223372036854775807}",
                        "{\"number\":1e2}",
                        "{\"ratio\":1.7976931348623157e308,\"amount\":1234567890123456789.5}",
                        "{\"ratio\":4.9E-324}",
                        "{\"ratio\":-0.0}",
                        "{\"ratio\":12345678901234567890123}",
                        "{\"cents\":12.3,\"share\":0.12345678901234567890}",
                        "{\"details\":{},\"tags\":[]}",
                        "{\"details\":{\"a\":[1,-0,1.50,1e3,12345678901234567890,\"\\u00e9\",null,true,false]},"
                                + "\"tags\":[{\"b\":{\"c\":[[]]}},\"x\"]}")) {
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
                        "{\"number\":9223372036854775808}",
                        "{\"number\":1e}",
                        "{\"number\":1e+}",
                        "{\"number\":1.5}",
                        "{\"ratio\":1e400}",
                        "{\"ratio\":1e-400}",
                        "{\"cents\":100}",
                        "{\"cents\":1.234}",
                        "{\"number\":\"1\"}",
                        "{\"other\":1}",
                        "{\"text\":\"\\ud83d\"}",
                        "{\"text\":\"\\ude00\\ud83d\"}",
                        "{\"text\":\"\\u00g1\"}",
                        "{\"text\":\"\\u00",
                        "{\"text\":\"a\\u0000\"}",
                        "{\"details\":{\"a\":\"\\u0000\"}}",
                        "{\"details\":{\"a\\u0000\":1}}",
                        "{\"tags\":[{\"\\u0000\":1}]}",
                        "{\"text\":\"\\x\"}",
                        "{\"text\":\"\\",
                        "{\"text\":\"a\tb\"}",
                        "{\"text\":\"a",
                        "{\"flag\":truth}",
                        "{\"flag\":tru",
                        "{\"details\":[]}",
                        "{\"tags\":{}}",
                        "{\"tags\":[1,]}",
                        "{\"tags\":[1",
                        "{\"tags\":[1e400]}",
                        "{\"details\":{\"a\":1,\"\\u0061\":2}}",
                        "{\"details\":{\"a\":\"\\ud83d\"}}",
                        "{\"details\":{\"number\":1.5}}",
                        "{\"tags\":" + "[".repeat(200) + "]".repeat(200) + "}")) {
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
                        "number",
                        "text",
                        "ratio",
                        "amount",
                        "cents",
                        "share",
                        "flag",
                        "moment",
                        "local",
                        "day",
                        "token",
                        "details",
                        "tags",
                        "other",
                        "numbe",
                        "t\\u0065xt");
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
                        "\"\\u0041\\ud83d\\ude00\\\"\"",
                        "\"a\\u0000\"",
                        "[{\"\\u0000\":1}]",
                        "\"\\ud83d\"",
                        "\"\\ud83dx\\ude00\"",
                        "9223372036854775807",
                        "9223372036854775808",
                        "-9223372036854775808",
                        "12345678901234567890123456789012345678.90",
                        "0.30000000000000004",
                        "-1.7976931348623157E+308",
                        "1.7976931348623159e308",
                        "2.4703282292062327e-324",
                        "2.4703282292062328e-324",
                        "0e5",
                        "-0.0e-5",
                        "99.99",
                        "{}",
                        "{\"number\":1,\"deep\":{\"text\":\"\\t\"},\"amount\":1.10}",
                        "{\"a\":1,\"a\":1}",
                        "[1,[2.50,{\"b\":null}],1e2,\"x\\\"\"]",
                        "[1e400]",
                        "\"01890a5d-ac96-774b-bcce-b302099a8057\"",
                        "\"2026-01-31T12:00:00.123456+02:30\"",
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

    /** The exact middle between a double and the next one: the hardest to round. */
    private static String halfway(double value) {
        double finite = Double.isFinite(value) && Math.abs(value) < 1e15 ? value : 1;
        return new java.math.BigDecimal(finite)
                .add(new java.math.BigDecimal(Math.nextUp(finite)))
                .divide(java.math.BigDecimal.TWO)
                .round(new java.math.MathContext(80))
                .toString();
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
