package io.tabularium.adapter.web.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.body.BodyMemory;
import io.tabularium.adapter.web.rows.Piece.Verdicts;
import io.tabularium.contract.SchemaText;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.ReportRoom;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.TooLarge;
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
import net.jqwik.api.lifecycle.AfterContainer;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

final class ParallelRowsTest {

    private static final Schema READINGS = TestSchemas.READINGS;
    private static final Schema LISTS =
            SchemaText.compile(
                    "lists",
                    """
                    {"type": "object", "additionalProperties": false, "properties": {
                      "a": {"type": "array", "items": {"type": "string"}}}}
                    """);
    private static final JsonReader JSON = new JsonReader(10_000);
    private static final JsonReader GENEROUS = new JsonReader(10_000_000);
    private static final RowWorkers WORKERS = new RowWorkers(3);

    /** Nothing but line feeds, which break off. */
    private static final class Feeds extends InputStream {

        final MalformedRequest brokenOff = new MalformedRequest("broken off");
        private final long number;
        private long given;

        Feeds(long number) {
            this.number = number;
        }

        @Override
        public int read() {
            throw new AssertionError("byte by byte");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (given >= number) {
                throw brokenOff;
            }
            given += length;
            Arrays.fill(buffer, offset, offset + length, (byte) '\n');
            return length;
        }
    }

    /** What is written on a line, and what the row is; nothing where there is none. */
    private record Line(String text, String verdict) {}

    private static final List<Line> LINES =
            List.of(
                    new Line("{\"number\": 1, \"text\": \"a line of some length\"}", "valid"),
                    new Line("{\"text\": \"æ\\u00e6\", \"details\": {\"a\": [1]}}", "valid"),
                    new Line("{\"number\": \"1\"}", "/number type"),
                    new Line("{\"number\": ", "malformed"),
                    new Line("", ""),
                    new Line(" \r", ""));

    private static final List<Line> RECORDS =
            List.of(
                    new Line("1,a cell of some length", "valid"),
                    new Line("2,\"over\n\ntwo, or three\"", "valid"),
                    new Line("x,", "/number type"),
                    new Line("1,\"a\"b", "malformed"),
                    new Line("1,2,3", "malformed"),
                    new Line("", ""));

    @Property
    void piecesDoNotChangeVerdictsOnLines(@ForAll("lines") byte[] bytes, @ForAll long seed) {
        assertThat(verdicts(ndjson(new PiecewiseStream(bytes, seed))))
                .isEqualTo(verdicts(ndjson(new ByteArrayInputStream(bytes))));
    }

    @AfterContainer
    static void endThreads() {
        WORKERS.close();
    }

    /** Many pieces, so that threads overtake each other. */
    @Property(tries = 5)
    void rowsKeepTheirPlacesHoweverManyPiecesThereAre(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        long line = 0;
        while (text.length() < 10 * PieceSource.PIECE_BYTES) {
            Line next = LINES.get(random.nextInt(LINES.size()));
            line++;
            text.append(next.text()).append('\n');
            if (!next.verdict().isEmpty()) {
                expected.add(expected.size() + " " + line + " " + isValid(next));
            }
        }

        assertThat(judgements(ndjson(text.toString()))).isEqualTo(expected);
    }

    @Property(tries = 5)
    void recordsKeepTheirPlacesHoweverManyPiecesThereAre(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("number,text\n");
        List<String> expected = new ArrayList<>();
        long line = 2;
        while (text.length() < 5 * PieceSource.PIECE_BYTES) {
            Line next = RECORDS.get(random.nextInt(RECORDS.size()));
            text.append(next.text()).append('\n');
            if (!next.verdict().isEmpty()) {
                expected.add(expected.size() + " " + line + " " + isValid(next));
            }
            line += 1 + next.text().chars().filter(c -> c == '\n').count();
        }

        assertThat(judgements(csv(text.toString()))).isEqualTo(expected);
    }

    @Example
    void takesALineOfTheGreatestLengthAndNoMoreWhereverItStands() {
        String longest = "{\"text\": \"" + "x".repeat(9_988) + "\"}";
        String others = "{\"number\": 1}\n".repeat(30_000);

        assertThat(verdicts(ndjson(others + longest + "\n" + others + longest))).hasSize(60_002);
        for (String text : List.of(longest + " ", others + longest + " \n" + others)) {
            assertThatExceptionOfType(TooLarge.class).isThrownBy(() -> verdicts(ndjson(text)));
        }
    }

    @Example
    void readsLinesLongerThanAPiece() {
        String text = "x".repeat(3 * PieceSource.PIECE_BYTES);
        byte[] bytes =
                "{\"number\": 1}\n{\"text\": \"%s\"}\n{\"number\": 1}"
                        .formatted(text)
                        .getBytes(StandardCharsets.UTF_8);
        RecordSource rows =
                ParallelRows.ofNdjson(
                        READINGS,
                        new JsonReader(bytes.length),
                        Inputs.of(new ByteArrayInputStream(bytes), bytes.length),
                        WORKERS);

        assertThat(verdicts(rows)).containsExactly("0 1 valid", "1 2 valid", "2 3 valid");
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> verdicts(ndjson(new ByteArrayInputStream(bytes))));
    }

    @Example
    void roomOfALongLineIsNotFilledWithShortOnes() throws IOException {
        String text =
                " ".repeat(5 * PieceSource.PIECE_BYTES)
                        + "\n"
                        + "{}\n".repeat(2 * PieceSource.PIECE_BYTES);
        BulkInput input = input(text, new BodyMemory(Long.MAX_VALUE));

        Piece first = new NdjsonPieces(READINGS, JSON, input).next();

        assertThat(rowsOfParts(first).stream().mapToInt(Integer::intValue).sum())
                .isLessThan(PieceSource.PIECE_BYTES / 2);
    }

    @Example
    void aPieceOfManySmallRowsIsJudgedInParts() throws IOException {
        BodyMemory memory = new BodyMemory(Long.MAX_VALUE);
        int most = Part.MAX_VALUES / READINGS.properties().size();
        List<Integer> parts = List.of(most, most, 1);
        int rows = 2 * most + 1;

        BulkInput ndjson = input("{}\n".repeat(rows), memory);
        assertThat(rowsOfParts(new NdjsonPieces(READINGS, JSON, ndjson).next())).isEqualTo(parts);

        BulkInput csv = input("text\n" + "x\n".repeat(rows), memory);
        assertThat(rowsOfParts(new CsvPieces(READINGS, JSON, csv).next())).isEqualTo(parts);
    }

    @Example
    void aPartOfAPieceKeepsNoMoreViolationsThanAReportShows() throws IOException {
        BodyMemory memory = new BodyMemory(Long.MAX_VALUE);
        int faults = 500;
        int rows = 200;
        String list = "[1" + ",1".repeat(faults - 1) + "]";

        BulkInput ndjson = input("{\"a\": %s}\n".formatted(list).repeat(rows), memory);
        BulkInput csv = input("a\n" + "\"%s\"\n".formatted(list).repeat(rows), memory);

        for (Piece piece :
                List.of(
                        Objects.requireNonNull(new NdjsonPieces(LISTS, JSON, ndjson).next()),
                        Objects.requireNonNull(new CsvPieces(LISTS, JSON, csv).next()))) {
            List<BulkRow> judged = piece.judge().rows();
            assertThat(judged)
                    .hasSize(rows)
                    .allMatch(row -> ((BulkRow.Invalid) row).count() == faults);
            assertThat(judged.stream().mapToLong(ParallelRowsTest::bytesOfViolations).sum())
                    .isBetween(ReportRoom.MAX_BYTES / 2L, (long) ReportRoom.MAX_BYTES);
        }
    }

    private static long bytesOfViolations(BulkRow row) {
        return ((BulkRow.Invalid) row).violations().stream().mapToLong(Violation::size).sum();
    }

    private static List<Integer> rowsOfParts(@Nullable Piece piece) {
        List<Integer> rows = new ArrayList<>();
        Verdicts part;
        do {
            part = Objects.requireNonNull(piece).judge();
            rows.add(part.rows().size());
        } while (!part.last());
        return rows;
    }

    @Example
    void longRowsTakeRoomAndGiveItBack() throws IOException {
        String text = "x".repeat(3 * PieceSource.PIECE_BYTES);
        String ndjson = "{\"text\": \"%s\"}\n".formatted(text).repeat(10);
        String csv = "text\n" + "\"%s\"\n".formatted(text).repeat(10);
        BodyMemory enough = new BodyMemory(8L * PieceSource.PIECE_BYTES);
        BodyMemory little = new BodyMemory(PieceSource.PIECE_BYTES);

        assertThat(verdicts(ofNdjson(ndjson, enough))).hasSize(10);
        assertThat(verdicts(ofCsv(csv, enough))).hasSize(10);
        assertThatThrownBy(() -> verdicts(ofNdjson(ndjson, little)))
                .isInstanceOfAny(TooLarge.class, Overloaded.class);
        assertThatThrownBy(() -> verdicts(ofCsv(csv, little)))
                .isInstanceOfAny(TooLarge.class, Overloaded.class);
    }

    @Example
    void passesOverAByteOrderMarkAtTheStartOnly() {
        assertThat(verdicts(ndjson("\uFEFF{}\n\uFEFF{}")))
                .containsExactly("0 1 valid", "1 2 malformed");
        assertThat(verdicts(ndjson("\uFEFF"))).isEmpty();
    }

    @Example
    void readsNoFurtherAheadThanItMay() {
        Feeds feeds = new Feeds(Long.MAX_VALUE);
        InputStream lines =
                new SequenceInputStream(
                        new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), feeds);

        assertThat(ndjson(lines).next()).isNotNull();

        assertThat(feeds.given).isBetween(1L, WORKERS.maxBytesAhead() + PieceSource.PIECE_BYTES);
    }

    @Example
    void whatTheInputThrowsIsThrownOn() {
        Feeds feeds = new Feeds(2L * PieceSource.PIECE_BYTES);

        assertThatThrownBy(() -> verdicts(ndjson(feeds))).isSameAs(feeds.brokenOff);
    }

    @Example
    void worksWithoutThreadsToo() {
        RowWorkers closed = new RowWorkers(1);
        closed.close();
        byte[] bytes = "{}\n{\"x\": 1}".getBytes(StandardCharsets.UTF_8);

        assertThat(
                        verdicts(
                                ParallelRows.ofNdjson(
                                        READINGS,
                                        JSON,
                                        Inputs.of(new ByteArrayInputStream(bytes), 10_000),
                                        closed)))
                .containsExactly("0 1 valid", "1 2 /x additionalProperties");
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

        assertThat(verdicts(csv(new ByteArrayInputStream(bytes))))
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

    private static RecordSource ofNdjson(String text, BodyMemory memory) {
        return ParallelRows.ofNdjson(READINGS, GENEROUS, input(text, memory), WORKERS);
    }

    private static RecordSource ofCsv(String text, BodyMemory memory) throws IOException {
        return ParallelRows.ofCsv(READINGS, GENEROUS, input(text, memory), WORKERS);
    }

    private static BulkInput input(String text, BodyMemory memory) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new BulkInput(new ByteArrayInputStream(bytes), bytes.length, memory.new Share());
    }

    private static RecordSource ndjson(String text) {
        return ndjson(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static RecordSource ndjson(InputStream in) {
        return ParallelRows.ofNdjson(READINGS, JSON, Inputs.of(in, 10_000), WORKERS);
    }

    private static RecordSource csv(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return csv(new ByteArrayInputStream(bytes));
    }

    private static RecordSource csv(InputStream in) {
        try {
            return ParallelRows.ofCsv(READINGS, JSON, Inputs.of(in, 10_000), WORKERS);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Index, line and verdict of each row. */
    private static List<String> verdicts(RecordSource rows) {
        List<String> verdicts = new ArrayList<>();
        Stream.iterate(rows.next(), row -> row != null, row -> rows.next())
                .map(row -> row.index() + " " + row.line() + " " + verdict(row))
                .forEach(verdicts::add);
        return verdicts;
    }

    private static boolean isValid(Line line) {
        return line.verdict().equals("valid");
    }

    /** Index, line and validity of each row: only the first rejected rows keep their violations. */
    private static List<String> judgements(RecordSource rows) {
        List<String> judgements = new ArrayList<>();
        Stream.iterate(rows.next(), row -> row != null, row -> rows.next())
                .map(row -> row.index() + " " + row.line() + " " + (row instanceof BulkRow.Valid))
                .forEach(judgements::add);
        return judgements;
    }

    private static String verdict(BulkRow row) {
        return switch (row) {
            case BulkRow.Valid _ -> "valid";
            case BulkRow.Invalid invalid ->
                    String.join(
                            ",",
                            invalid.violations().stream().map(ParallelRowsTest::describe).toList());
        };
    }

    private static String describe(Violation violation) {
        return (violation.pointer() + " " + violation.code()).strip();
    }

    private static Object value(BulkRow row, String name) {
        return ((BulkRow.Valid) row).data().get(READINGS.property(name).orElseThrow());
    }
}
