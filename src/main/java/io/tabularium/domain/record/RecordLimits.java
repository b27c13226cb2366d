package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * How large the data of one record may be that a client sends, or that a patch makes of a record.
 *
 * @param maxBytes of the data as compact JSON in UTF-8
 */
public record RecordLimits(long maxBytes) {

    /** Values of one record or query, those in objects and arrays included. */
    public static final int MAX_VALUES = 250_000;

    /**
     * The bytes of the data as compact JSON in UTF-8, or a few less. A property that is null counts
     * nothing, because a client need not send it.
     *
     * @throws TooLarge if there are too many values or bytes
     */
    public long measure(RecordData data) {
        Size size = new Size();
        for (Property property : data.schema().properties()) {
            @Nullable Object value = data.get(property);
            if (value != null) {
                size.addMember(property.name().value(), value);
            }
        }
        if (size.values > MAX_VALUES) {
            throw tooManyValues();
        }
        if (size.bytes > maxBytes) {
            throw new TooLarge("A record may have " + maxBytes + " bytes.");
        }
        return size.bytes;
    }

    /** The refusal of more than {@link #MAX_VALUES} values. */
    public static TooLarge tooManyValues() {
        return new TooLarge("A record or query may have " + MAX_VALUES + " values.");
    }

    /** Counts values, and the bytes of their JSON, rather too few. */
    private static final class Size {

        /** A boolean, date, time or UUID, at least. */
        private static final int SCALAR = 4;

        private static final double BITS_OF_DIGIT = 3.32;

        private long values;
        private long bytes;

        private void addMember(String name, @Nullable Object value) {
            bytes += 2 + bytesOf(name);
            add(value);
        }

        private void add(@Nullable Object value) {
            values++;
            switch (value) {
                case String text -> bytes += bytesOf(text);
                case List<?> array -> {
                    bytes += 1 + array.size();
                    array.forEach(this::add);
                }
                case Map<?, ?> object -> {
                    bytes++;
                    object.forEach((name, member) -> addMember((String) name, member));
                }
                case BigDecimal number -> bytes += number.precision();
                case BigInteger number -> bytes += (long) (number.bitLength() / BITS_OF_DIGIT);
                case Long number -> bytes += Long.toString(number).length();
                case Double number -> bytes += Double.toString(number).length();
                case null -> bytes += "null".length();
                default -> bytes += SCALAR;
            }
        }

        private static long bytesOf(String text) {
            long bytes = 2;
            for (int i = 0; i < text.length(); i++) {
                bytes += bytesOf(text.charAt(i));
            }
            return bytes;
        }

        /** Half of a surrogate pair is two bytes of the four that encode the pair. */
        private static int bytesOf(char character) {
            if (character < ' ') {
                return "\b\t\n\f\r".indexOf(character) < 0 ? 6 : 2;
            }
            if (character < 0x80) {
                return character == '"' || character == '\\' ? 2 : 1;
            }
            return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
        }
    }
}
