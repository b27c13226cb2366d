package io.tabularium.adapter.json;

import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads JSON (RFC 8259) into the values of {@link io.tabularium.domain.json.Json}: strictly, in
 * UTF-8 only, numbers to their last digit, members in their order, no key twice, nothing behind the
 * value. Thread-safe.
 */
public final class JsonReader {

    private static final int MAX_NESTING = 100;
    private static final int MAX_NUMERAL_LENGTH = 1_000;
    private static final int MAX_KEY_LENGTH = 10_000;

    /**
     * Stands for a numeral whose exponent not even {@link BigDecimal} holds: as much out of every
     * property's range as what was written.
     */
    private static final BigDecimal BEYOND_RANGE = BigDecimal.ONE.scaleByPowerOfTen(1_000_000);

    /**
     * Reads what was stored, whatever its size: a record can be larger than today's limits, and a
     * number can be stored with a few characters more than it was sent with.
     */
    private static final JsonReader STORED =
            new JsonReader(
                    StreamReadConstraints.builder()
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build());

    private final JsonFactory factory;

    /**
     * @param maxStringLength in characters; longer strings are {@link TooLarge}
     */
    public JsonReader(int maxStringLength) {
        this(
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(MAX_NUMERAL_LENGTH)
                        .maxNameLength(MAX_KEY_LENGTH)
                        .maxStringLength(maxStringLength)
                        .build());
    }

    private JsonReader(StreamReadConstraints constraints) {
        factory =
                JsonFactory.builder()
                        .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                        .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                        .streamReadConstraints(constraints)
                        .build();
    }

    /** The value that {@link JsonWriter} has written as that text, without any limit. */
    public static @Nullable Object readStored(String text) {
        try (JsonParser parser = STORED.factory.createParser(ObjectReadContext.empty(), text)) {
            return guarded(parser, whole -> readWhole(whole, ValueAllowance.unbounded()));
        }
    }

    /** What is done with a parser that stands before the first token. */
    @FunctionalInterface
    public interface Use<T extends @Nullable Object> extends Function<JsonParser, T> {}

    /** The single value that the text is. */
    public @Nullable Object read(String text) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            return guarded(parser, JsonReader::readWhole);
        }
    }

    /** The single value that the bytes are. */
    public @Nullable Object read(byte[] utf8) {
        return parse(utf8, 0, utf8.length, JsonReader::readWhole);
    }

    /**
     * Gives a parser over the bytes to a function, and turns the parser's complaints into ours.
     *
     * @throws MalformedRequest where the text is not UTF-8 or not JSON, with line and column
     * @throws TooLarge where it is too deep or a part of it too long
     */
    public <T extends @Nullable Object> T parse(byte[] utf8, int offset, int length, Use<T> use) {
        requireUtf8(utf8, offset, length);
        try (JsonParser parser =
                factory.createParser(ObjectReadContext.empty(), utf8, offset, length)) {
            return guarded(parser, use);
        }
    }

    /** As {@link #parse(byte[], int, int, Use)}, read on demand; the stream stays open. */
    public <T extends @Nullable Object> T parse(InputStream utf8, Use<T> use) {
        JsonParser parser = open(utf8);
        return guarded(parser, use);
    }

    /** A parser read on demand; wrap each use in {@link #guarded}. */
    public JsonParser open(InputStream utf8) {
        return factory.createParser(ObjectReadContext.empty(), new Utf8Stream(utf8));
    }

    /** Uses the parser, and turns its complaints into ours. */
    public static <T extends @Nullable Object> T guarded(JsonParser parser, Use<T> use) {
        try {
            return use.apply(parser);
        } catch (StreamConstraintsException e) {
            throw new TooLarge("The JSON is nested too deeply, or a part of it is too long.");
        } catch (JacksonIOException e) {
            throw e;
        } catch (JacksonException e) {
            throw malformed("The text is not JSON", e.getLocation());
        }
    }

    /** The value that begins with the next token, which must be the only one. */
    public static @Nullable Object readWhole(JsonParser parser) {
        return readWhole(parser, new ValueAllowance());
    }

    /** As {@link #readWhole(JsonParser)}, of so many values. */
    public static @Nullable Object readWhole(JsonParser parser, ValueAllowance allowance) {
        enter(parser);
        @Nullable Object value = readValue(parser, allowance);
        requireEnd(parser);
        return value;
    }

    /**
     * Goes to the first token.
     *
     * @throws MalformedRequest if there is none
     */
    public static void enter(JsonParser parser) {
        if (parser.nextToken() == null) {
            throw malformed("There is no JSON value", parser.currentLocation());
        }
    }

    /**
     * Complains about anything behind the value.
     *
     * @throws MalformedRequest if there is another token
     */
    public static void requireEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw malformed("There is text behind the JSON value", parser.currentTokenLocation());
        }
    }

    /**
     * The value that begins with the current token; the parser is left at its last token.
     *
     * @throws TooLarge if it has more values in it than it may
     */
    public static @Nullable Object readValue(JsonParser parser, ValueAllowance allowance) {
        allowance.take();
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, allowance);
            case START_ARRAY -> readArray(parser, allowance);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> readInteger(parser);
            case VALUE_NUMBER_FLOAT -> readDecimal(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw malformed("A value is missing", parser.currentTokenLocation());
        };
    }

    /** The complaint about a key that stands twice, at the parser's place. */
    public static MalformedRequest duplicateKey(JsonParser parser) {
        return fault("The same key stands twice in an object", parser);
    }

    /** A complaint about the current token; it becomes a sentence by its full stop. */
    public static MalformedRequest fault(String what, JsonParser parser) {
        return malformed(what, parser.currentTokenLocation());
    }

    private static Object readInteger(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            case BIG_INTEGER -> parser.getBigIntegerValue();
            case FLOAT, DOUBLE, BIG_DECIMAL -> throw new IllegalStateException("not an integer");
        };
    }

    private static BigDecimal readDecimal(String numeral) {
        try {
            return new BigDecimal(numeral);
        } catch (NumberFormatException exponentTooLong) {
            return BEYOND_RANGE;
        }
    }

    private static Map<String, @Nullable Object> readObject(
            JsonParser parser, ValueAllowance allowance) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.containsKey(name)) {
                throw duplicateKey(parser);
            }
            parser.nextToken();
            object.put(name, readValue(parser, allowance));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> readArray(JsonParser parser, ValueAllowance allowance) {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue(parser, allowance));
        }
        return Collections.unmodifiableList(array);
    }

    private static void requireUtf8(byte[] bytes, int offset, int length) {
        Utf8Validator validator = new Utf8Validator();
        int fault = validator.firstFault(bytes, offset, length);
        if (fault < 0 && validator.isComplete()) {
            return;
        }
        int end = fault < 0 ? offset + length : fault;
        int line = 1;
        int lineStart = offset;
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        throw new MalformedRequest("The text is not UTF-8.", line, end - lineStart + 1);
    }

    private static MalformedRequest malformed(String what, TokenStreamLocation place) {
        return new MalformedRequest(what + ".", place.getLineNr(), place.getColumnNr());
    }
}
