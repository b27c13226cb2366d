package io.tabularium.adapter.web.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.domain.TabulariumException.TooLarge;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class LinesTest {

    private record Line(long number, String text) {}

    @Property
    void findsTheLinesThatSplittingTheTextFinds(@ForAll("text") String text) {
        assertThat(read(text, 1_000)).isEqualTo(split(text));
    }

    @Example
    void takesALineOfTheGreatestLengthWhereverItStands() {
        String longest = "x".repeat(100);

        assertThat(read(longest, 100)).hasSize(1);
        assertThat(read("y\n" + longest + "\r\n".strip() + "\n" + longest + "\n", 100)).hasSize(3);
    }

    @Example
    void refusesALongerLineWhereverItStands() {
        String longer = "x".repeat(101);

        for (String text : List.of(longer, longer + "\n", "y\n" + longer + "\ny")) {
            assertThatExceptionOfType(TooLarge.class).isThrownBy(() -> read(text, 100));
        }
    }

    @Example
    void countsBlankLinesBehindTheLast() {
        byte[] bytes = "a\n\n \n".getBytes(StandardCharsets.UTF_8);
        Lines lines = new Lines(bytes, 0, bytes.length, 10);

        assertThat(lines.next()).isTrue();
        assertThat(lines.next()).isFalse();
        assertThat(lines.line()).isEqualTo(3);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.of("\n", "\r\n", "\r", " ", "\t", "a", "{}", "æ", "😀")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<Line> read(String text, int maxLength) {
        byte[] bytes = ("#" + text + "\n#").getBytes(StandardCharsets.UTF_8);
        Lines lines = new Lines(bytes, 1, bytes.length - 2, maxLength);
        List<Line> read = new ArrayList<>();
        while (lines.next()) {
            read.add(
                    new Line(
                            lines.line(),
                            new String(
                                    lines.buffer(),
                                    lines.offset(),
                                    lines.length(),
                                    StandardCharsets.UTF_8)));
        }
        return read;
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
