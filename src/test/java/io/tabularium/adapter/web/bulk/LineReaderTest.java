package io.tabularium.adapter.web.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.domain.TabulariumException.TooLarge;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class LineReaderTest {

    private record Line(long number, String text) {}

    @Property
    void findsTheLinesThatSplittingTheTextFinds(@ForAll("text") String text, @ForAll long seed)
            throws IOException {
        assertThat(read(text, seed, 1_000)).isEqualTo(split(text));
    }

    @Example
    void takesALineOfTheGreatestLengthWhereverItStands() throws IOException {
        String longest = "x".repeat(100);

        assertThat(read(longest, 1, 100)).hasSize(1);
        assertThat(read("y\n" + longest + "\r\n".strip() + "\n" + longest + "\n", 1, 100))
                .hasSize(3);
    }

    @Example
    void refusesALongerLineWhereverItStands() {
        String longer = "x".repeat(101);

        for (String text : List.of(longer, longer + "\n", "y\n" + longer + "\ny")) {
            assertThatExceptionOfType(TooLarge.class).isThrownBy(() -> read(text, 1, 100));
        }
    }

    @Example
    void readsLinesLongerThanItsFirstBuffer() throws IOException {
        String line = "x".repeat(300_000);

        assertThat(read("a\n" + line + "\nb", 1, 1_000_000))
                .containsExactly(new Line(1, "a"), new Line(2, line), new Line(3, "b"));
    }

    @Example
    void passesOverAByteOrderMarkAtTheStartOnly() throws IOException {
        assertThat(read("\uFEFFa\n\uFEFFb", 1, 100))
                .containsExactly(new Line(1, "a"), new Line(2, "\uFEFFb"));
        assertThat(read("\uFEFF", 1, 100)).isEmpty();
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.of("\n", "\r\n", "\r", " ", "\t", "a", "{}", "æ", "😀")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<Line> read(String text, long seed, int maxLength) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LineReader reader =
                new LineReader(
                        seed == 1
                                ? new ByteArrayInputStream(bytes)
                                : new PiecewiseStream(bytes, seed),
                        maxLength);
        List<Line> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(
                    new Line(
                            reader.line(),
                            new String(
                                    reader.buffer(),
                                    reader.offset(),
                                    reader.length(),
                                    StandardCharsets.UTF_8)));
        }
        return lines;
    }

    private static List<Line> split(String text) {
        List<Line> lines = new ArrayList<>();
        String[] parts = text.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isBlank()) {
                lines.add(new Line(i + 1L, parts[i]));
            }
        }
        return lines;
    }
}
