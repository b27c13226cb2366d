package io.tabularium.adapter.web.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import io.tabularium.domain.TabulariumException.TooLarge;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

final class CsvReaderTest {

    private static final int MAX_CELLS = 50;

    /**
     * A record as read.
     *
     * @param cells the text of each, in quotes if it was quoted; null where the quoting is broken
     */
    private record Read(long line, List<String> cells) {}

    @Property
    void findsTheRecordsThatFastCsvFinds(
            @ForAll("records") List<List<String>> records,
            @ForAll("lineEnd") String lineEnd,
            @ForAll long seed)
            throws IOException {
        String text =
                records.stream()
                        .map(cells -> String.join(",", cells))
                        .collect(Collectors.joining(lineEnd));

        List<List<String>> expected = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        CsvReaderBuilder oracle =
                de.siegmar.fastcsv.reader.CsvReader.builder()
                        .skipEmptyLines(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
        for (de.siegmar.fastcsv.reader.CsvRecord record : oracle.ofCsvRecord(text)) {
            expected.add(record.getFields());
            lines.add(record.getStartingLineNumber());
        }

        List<Read> read = read(text, seed, 10_000);
        assertThat(read)
                .extracting(record -> record.cells().stream().map(CsvReaderTest::unquote).toList())
                .isEqualTo(expected);
        assertThat(read).extracting(Read::line).isEqualTo(lines);
    }

    @Property
    void piecesDoNotChangeWhatIsRead(@ForAll("anything") String text, @ForAll long seed)
            throws IOException {
        assertThat(read(text, seed, 10_000)).isEqualTo(read(text, 0, 10_000));
    }

    @Example
    void tellsQuotedFromUnquotedEmptyCells() throws IOException {
        assertThat(read("\"\",,\"\"\n\"\"\n,", 0, 100))
                .containsExactly(
                        new Read(1, List.of("\"\"", "", "\"\"")),
                        new Read(2, List.of("\"\"")),
                        new Read(3, List.of("", "")));
    }

    @Example
    void goesOnBehindABrokenRecord() throws IOException {
        assertThat(read("a\n\"b\"c,d\n\"e\nf\"g\nh\n\"i\nj", 0, 100))
                .containsExactly(
                        new Read(1, List.of("a")),
                        new Read(2, null),
                        new Read(3, null),
                        new Read(5, List.of("h")),
                        new Read(6, null));
    }

    @Example
    void countsBlankLinesAndThoseWithinCells() throws IOException {
        assertThat(read("\uFEFFa\r\n\r\n\"b\n\r\nc\"\r\n\nd", 0, 100))
                .containsExactly(
                        new Read(1, List.of("a")),
                        new Read(3, List.of("\"b\n\r\nc\"")),
                        new Read(7, List.of("d")));
    }

    @Example
    void countsCellsThatItDoesNotKeep() throws IOException {
        CsvReader reader = reader(",".repeat(200) + "\nx", 0, 200);

        assertThat(reader.next()).isTrue();
        assertThat(reader.get(0).width()).isEqualTo(201);
        assertThat(reader.next()).isTrue();
        assertThat(reader.get(0).width()).isEqualTo(1);
    }

    @Example
    void takesARecordOfTheGreatestSizeAndNoMore() throws IOException {
        String half = "x".repeat(50);

        assertThat(read(half + ",\"" + half + "\"\n" + half + half, 0, 100)).hasSize(2);
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> read("a\n" + half + "," + half + "x", 0, 100));
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> read("\"" + "\n".repeat(101), 0, 100));
    }

    @Example
    void takesNoMoreCellsThanARecordMayHaveBytes() {
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> read("a\n" + ",".repeat(101), 0, 100));
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> read("a\n" + "\"\",".repeat(101), 0, 100));
    }

    @Provide
    Arbitrary<List<List<String>>> records() {
        Arbitrary<String> plain =
                Arbitraries.of("", "a", "1.5", "æ😀", " b ", "c\"d", "null").edgeCases(c -> {});
        Arbitrary<String> quoted =
                Arbitraries.of("a", ",", "\n", "\r\n", "\"\"", " ", "😀")
                        .list()
                        .ofMaxSize(5)
                        .map(parts -> "\"" + String.join("", parts) + "\"");
        return Arbitraries.oneOf(plain, quoted)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> lineEnd() {
        return Arbitraries.of("\n", "\r\n");
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.of("\"", "\"\"", ",", "\n", "\r\n", "\r", "a", "ÿ", "\uFEFF")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static CsvReader reader(String text, long seed, int maxBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        InputStream in =
                seed == 0 ? new ByteArrayInputStream(bytes) : new PiecewiseStream(bytes, seed);
        return new CsvReader(Inputs.of(in, maxBytes), MAX_CELLS);
    }

    private static List<Read> read(String text, long seed, int maxBytes) throws IOException {
        CsvReader reader = reader(text, seed, maxBytes);
        List<Read> records = new ArrayList<>();
        while (reader.next()) {
            CsvRecord next = reader.get(0);
            records.add(new Read(next.line(), next.broken() ? null : texts(next.cells())));
        }
        return records;
    }

    private static List<String> texts(CsvCells cells) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < cells.count(); i++) {
            String text = cells.text(i);
            texts.add(cells.isQuoted(i) ? "\"" + text + "\"" : text);
        }
        return texts;
    }

    private static String unquote(String cell) {
        return cell.startsWith("\"") ? cell.substring(1, cell.length() - 1) : cell;
    }
}
