package io.tabularium.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.domain.TabulariumException.MalformedRequest;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

final class Utf8ValidatorTest {

    private static final JsonReader JSON = new JsonReader(1_000);

    @Property
    void agreesWithTheJdkOnAnyBytesInAnyPieces(
            @ForAll("bytes") byte[] bytes, @ForAll @IntRange(min = 1, max = 9) int piece) {
        assertThat(accepts(bytes, piece)).isEqualTo(decodes(bytes));
    }

    @Property
    void acceptsEveryText(@ForAll("text") String text, @ForAll @IntRange(min = 1) int piece) {
        assertThat(accepts(text.getBytes(StandardCharsets.UTF_8), piece)).isTrue();
    }

    @Example
    void readerRefusesOverlongFormsWithTheirPlace() {
        byte[] overlongSlash = {'{', '\n', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};

        assertThatExceptionOfType(MalformedRequest.class)
                .isThrownBy(() -> JSON.read(overlongSlash))
                .satisfies(
                        refusal -> {
                            assertThat(refusal.line()).isEqualTo(2);
                            assertThat(refusal.column()).isEqualTo(2);
                        });
    }

    @Example
    void readerOfStreamsRefusesWhatIsBeyondTheLastCodePoint() {
        byte[] beyond = {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'};

        assertThatExceptionOfType(MalformedRequest.class)
                .isThrownBy(
                        () -> JSON.parse(new ByteArrayInputStream(beyond), JsonReader::readWhole));
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().all().ofMaxLength(40).filter(Utf8ValidatorTest::isUnicode);
    }

    /** Bytes around the borders of the encoding, so that sound sequences are not rare. */
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<Byte> border =
                Arbitraries.of(
                                0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1,
                                0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3,
                                0xF4, 0xF5, 0xFF)
                        .map(Integer::byteValue);
        return border.array(byte[].class).ofMaxSize(24);
    }

    private static boolean accepts(byte[] bytes, int piece) {
        Utf8Validator validator = new Utf8Validator();
        for (int from = 0; from < bytes.length; from += Math.min(piece, bytes.length)) {
            int length = Math.min(piece, bytes.length - from);
            if (validator.firstFault(bytes, from, length) >= 0) {
                return false;
            }
        }
        return validator.isComplete();
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
