package io.tabularium.adapter.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Writes the values of {@link io.tabularium.domain.json.Json} as compact JSON. What {@link
 * JsonReader} reads back equals what was written, and is written the same again. Thread-safe.
 */
public final class JsonWriter {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                    // Whoever writes more than one value ends each as its format says.
                    .rootValueSeparator("")
                    .build();

    private JsonWriter() {}

    /**
     * A generator of compact UTF-8 JSON, with nothing between values on the top level; closing it
     * leaves the stream open.
     */
    public static JsonGenerator to(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /**
     * The value as text.
     *
     * @throws IllegalArgumentException if it is not a JSON value, or has half of a surrogate pair
     */
    public static String toText(@Nullable Object value) {
        return new JsonBytes().value(value).toString();
    }

    /**
     * Writes one value.
     *
     * @throws IllegalArgumentException if it is not a JSON value
     */
    public static void write(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Boolean truth -> generator.writeBoolean(truth);
            case Long number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number);
            case List<?> array -> {
                generator.writeStartArray();
                array.forEach(item -> write(generator, item));
                generator.writeEndArray();
            }
            case Map<?, ?> object -> {
                generator.writeStartObject();
                object.forEach(
                        (name, member) -> {
                            generator.writeName((String) name);
                            write(generator, member);
                        });
                generator.writeEndObject();
            }
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }
}
