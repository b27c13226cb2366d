package io.tabularium.adapter.web.answer;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.adapter.json.JsonWriter;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.FastByteArrayOutputStream;

import tools.jackson.core.JsonGenerator;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Answers with one JSON value that is made whole before the first byte goes out, so that a failure
 * on the way is still answered as a problem.
 */
public final class JsonAnswer {

    public static final String MEDIA_TYPE = "application/json";

    private static final int INITIAL_BYTES = 1_024;

    private JsonAnswer() {}

    /**
     * Writes the body that the function makes; status and further headers are the caller's.
     *
     * @return the bytes of it
     */
    public static long send(HttpServletResponse response, Consumer<JsonGenerator> body)
            throws IOException {
        return send(response, MEDIA_TYPE, body);
    }

    /** As {@link #send(HttpServletResponse, Consumer)}, under another JSON media type. */
    public static long send(
            HttpServletResponse response, String mediaType, Consumer<JsonGenerator> body)
            throws IOException {
        FastByteArrayOutputStream bytes = encode(body);
        response.setContentType(mediaType);
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
        return bytes.size();
    }

    private static FastByteArrayOutputStream encode(Consumer<JsonGenerator> body) {
        FastByteArrayOutputStream bytes = new FastByteArrayOutputStream(INITIAL_BYTES);
        try (JsonGenerator generator = JsonWriter.to(bytes)) {
            body.accept(generator);
        }
        return bytes;
    }

    /** Answers with JSON that was written already. */
    public static void send(HttpServletResponse response, JsonBytes body) throws IOException {
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }

    /** Answers with JSON that is encoded already. */
    public static void send(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
