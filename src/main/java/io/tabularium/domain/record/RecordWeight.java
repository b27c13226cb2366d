package io.tabularium.domain.record;

import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How much of the heap a record takes, in bytes: an estimate for 64-bit Java with compressed
 * references, rather too high, and the encoded form of the record counted in.
 */
public final class RecordWeight {

    /** The object, its identifier, its times, the array of its values, and its encoded frame. */
    private static final long RECORD = 450;

    private static final long REFERENCE = 4;
    private static final long SMALL_OBJECT = 24;
    private static final long LARGE_NUMBER = 40;
    private static final long TEXT = 56;
    private static final long COLLECTION = 64;

    /** The place of an element in a list that has grown. */
    private static final long ELEMENT = 8;

    /** The entry of a map, and its place in a table. */
    private static final long ENTRY = 56;

    /** A number of few digits, {@code null} or a boolean in JSON. */
    private static final long SHORT_SCALAR = 7;

    private static final long SHORT_NUMBER = 1_000_000;

    /** Any other number but a large one, or the text of a time, in JSON. */
    private static final long SCALAR = 30;

    private static final long POINT_AND_EXPONENT = 13;
    private static final int BITS_OF_DIGIT = 3;

    private static final char LAST_ASCII = 0x7f;
    private static final char LAST_LATIN1 = 0xff;

    /** Bytes of a character that JSON escapes, and of any other beyond ASCII, at most. */
    private static final long ESCAPED = 6;

    private static final long UTF8 = 3;

    private RecordWeight() {}

    /** The bytes of a record, its identifier and its values, in the heap and encoded. */
    public static long of(DataRecord dataRecord) {
        long bytes = RECORD;
        for (Property property : dataRecord.schema().properties()) {
            @Nullable Object value = dataRecord.data().get(property);
            bytes += property.name().value().length() + REFERENCE;
            bytes += ofValue(value) + encoded(value);
        }
        return bytes;
    }

    /** The bytes of one value in the heap. */
    public static long ofValue(@Nullable Object value) {
        return switch (value) {
            case null -> REFERENCE;
            case String text -> TEXT + (isLatin1(text) ? text.length() : 2L * text.length());
            case BigDecimal number -> LARGE_NUMBER + number.precision();
            case BigInteger number -> LARGE_NUMBER + number.bitLength() / Byte.SIZE;
            case List<?> array -> COLLECTION + ofMembers(array, ELEMENT);
            case Map<?, ?> object ->
                    COLLECTION + ofMembers(object.keySet(), ENTRY) + ofMembers(object.values(), 0);
            default -> SMALL_OBJECT;
        };
    }

    private static long ofMembers(Collection<?> members, long each) {
        return members.stream().mapToLong(member -> each + ofValue(member)).sum();
    }

    private static boolean isLatin1(String text) {
        return text.chars().allMatch(character -> character <= LAST_LATIN1);
    }

    /** How many bytes of JSON a value is, or more. */
    private static long encoded(@Nullable Object value) {
        return switch (value) {
            case String text -> encodedText(text);
            case BigDecimal number -> number.precision() + POINT_AND_EXPONENT;
            case BigInteger number -> number.bitLength() / BITS_OF_DIGIT + 2;
            case Long number when number > -SHORT_NUMBER && number < SHORT_NUMBER -> SHORT_SCALAR;
            case List<?> array -> encodedMembers(array);
            case Map<?, ?> object ->
                    encodedMembers(object.keySet()) + encodedMembers(object.values());
            case Boolean _ -> SHORT_SCALAR;
            case null -> SHORT_SCALAR;
            default -> SCALAR;
        };
    }

    private static long encodedMembers(Collection<?> members) {
        return members.stream().mapToLong(member -> 2 + encoded(member)).sum();
    }

    private static long encodedText(String text) {
        long bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            bytes += encoded(text.charAt(i));
        }
        return bytes;
    }

    private static long encoded(char character) {
        if (character < ' ') {
            return ESCAPED;
        }
        if (character > LAST_ASCII) {
            return UTF8;
        }
        return character == '"' || character == '\\' ? 2 : 1;
    }
}
