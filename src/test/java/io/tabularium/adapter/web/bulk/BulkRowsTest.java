package io.tabularium.adapter.web.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.Violation;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class BulkRowsTest {

    private static final Schema READINGS = TestSchemas.READINGS;
    private static final JsonReader JSON = new JsonReader(10_000);

    @Property
    void piecesDoNotChangeVerdictsOnLines(@ForAll("lines") byte[] bytes, @ForAll long seed) {
        assertThat(verdicts(ndjson(new PiecewiseStream(bytes, seed))))
                .isEqualTo(verdicts(ndjson(new ByteArrayInputStream(bytes))));
    }

    @Example
    void judgesEachLineByItself() {
        String deep = "[".repeat(200) + "]".repeat(200);

        assertThat(
                        verdicts(
                                ndjson(
                                        """
                                        {"number": 1}

                                        {"number": 01}
                                        []
                                        {"number": 1} {}
                                        {"number": 1, "number": 1}
                                        {"number": "1", "x": 1}
                                        {"details": %s}
                                        {"number": 1}\
                                        """
                                                .formatted(deep))))
                .containsExactly(
                        "0 1 valid",
                        "1 3 malformed",
                        "2 4 type",
                        "3 5 malformed",
                        "4 6 malformed",
                        "5 7 /number type,/x additionalProperties",
                        "6 8 malformed",
                        "7 9 valid");
    }

    @Example
    void aLineThatIsNotUtf8IsMalformed() {
        byte[] bytes = "{\"text\": \"ÿ\"}\n{\"text\": \"y\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(verdicts(ndjson(new ByteArrayInputStream(bytes))))
                .containsExactly("0 1 malformed", "1 2 valid");
    }

    @Example
    void readsCellsByTheTypesOfTheirProperties() {
        String csv =
                """
                text,number,ratio,amount,flag,moment,details,tags
                1,2,3e1,4.50,true,2026-01-31T12:00:00+01:00,"{""a"":1}","[1,""x""]"
                """;

        BulkRow row = csv(csv).next();

        assertThat(row).isInstanceOf(BulkRow.Valid.class);
        assertThat(value(row, "text")).isEqualTo("1");
        assertThat(value(row, "number")).isEqualTo(2L);
        assertThat(value(row, "ratio")).isEqualTo(30.0);
        assertThat(value(row, "amount")).isEqualTo(new BigDecimal("4.5000000000"));
        assertThat(value(row, "flag")).isEqualTo(true);
        assertThat(value(row, "moment")).isEqualTo(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(value(row, "details")).isEqualTo(Map.of("a", 1L));
        assertThat(value(row, "tags")).isEqualTo(List.of(1L, "x"));
        assertThat(value(row, "day")).isNull();
    }

    @Example
    void anEmptyCellIsNullAndAQuotedOneTheEmptyText() {
        RecordSource rows = csv("text,number\n,1\n\"\",1\n");

        assertThat(value(rows.next(), "text")).isNull();
        assertThat(value(rows.next(), "text")).isEqualTo("");
    }

    @Example
    void judgesEachRecordByItself() {
        assertThat(
                        verdicts(
                                csv(
                                        """
                                        number,text,details
                                        1,"a
                                        b",
                                        x,y,
                                        1,a
                                        1,a,,
                                        1,"a"b,

                                        "",a,
                                        1,a,{
                                        1,a,[]
                                        2,c,{}\
                                        """)))
                .containsExactly(
                        "0 2 valid",
                        "1 4 /number type",
                        "2 5 malformed",
                        "3 6 malformed",
                        "4 7 malformed",
                        "5 9 /number type",
                        "6 10 /details type",
                        "7 11 /details type",
                        "8 12 valid");
    }

    @Example
    void aCellThatIsNotUtf8MakesItsRecordMalformed() {
        byte[] bytes = "text,number\nÿ,1\ny,2\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(verdicts(new CsvRows(READINGS, JSON, new ByteArrayInputStream(bytes), 1_000)))
                .containsExactly("0 2 malformed", "1 3 valid");
        assertThat(verdicts(csv("text\n\uFFFD\n"))).containsExactly("0 2 valid");
    }

    @Provide
    Arbitrary<byte[]> lines() {
        return Arbitraries.of(
                        "{\"number\": 1}",
                        "{\"text\": \"æ😀\"}",
                        "{\"number\": ",
                        "[]",
                        "{\"x\": 1}",
                        " ",
                        "\r",
                        "\n",
                        "\n",
                        "\uFEFF")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static RecordSource ndjson(String text) {
        return ndjson(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static RecordSource ndjson(InputStream in) {
        return new NdjsonRows(READINGS, JSON, in, 10_000);
    }

    private static RecordSource csv(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new CsvRows(READINGS, JSON, new ByteArrayInputStream(bytes), 10_000);
    }

    /** Index, line and verdict of each row. */
    private static List<String> verdicts(RecordSource rows) {
        List<String> verdicts = new ArrayList<>();
        Stream.iterate(rows.next(), row -> row != null, row -> rows.next())
                .map(row -> row.index() + " " + row.line() + " " + verdict(row))
                .forEach(verdicts::add);
        return verdicts;
    }

    private static String verdict(BulkRow row) {
        return switch (row) {
            case BulkRow.Valid _ -> "valid";
            case BulkRow.Invalid invalid ->
                    String.join(
                            ",",
                            invalid.violations().stream().map(BulkRowsTest::describe).toList());
        };
    }

    private static String describe(Violation violation) {
        return (violation.pointer() + " " + violation.code()).strip();
    }

    private static Object value(BulkRow row, String name) {
        return ((BulkRow.Valid) row).data().get(READINGS.property(name).orElseThrow());
    }
}
