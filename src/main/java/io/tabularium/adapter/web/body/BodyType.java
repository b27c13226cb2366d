package io.tabularium.adapter.web.body;

import io.tabularium.domain.TabulariumException.MalformedRequest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

import java.util.Arrays;
import java.util.List;

/** The media types of bodies. */
public enum BodyType {
    JSON("application/json"),
    MERGE_PATCH("application/merge-patch+json"),
    NDJSON("application/x-ndjson"),
    CSV("text/csv");

    private final String name;

    BodyType(String name) {
        this.name = name;
    }

    /**
     * The type that the request declares for its body.
     *
     * @param accepted the types that may stand there
     * @throws HttpMediaTypeNotSupportedException if it is another, none, not in UTF-8, or encoded
     *     otherwise than by gzip
     * @throws MalformedRequest if there is neither type nor body
     */
    public static BodyType of(HttpServletRequest request, BodyType... accepted)
            throws HttpMediaTypeNotSupportedException {
        ContentCoding.requireSupported(request);
        @Nullable MediaType declared = declared(request.getContentType());
        if (declared == null && isBodyless(request)) {
            throw new MalformedRequest("The body is empty.");
        }
        for (BodyType type : accepted) {
            if (type.is(declared)) {
                return type;
            }
        }
        List<MediaType> types = Arrays.stream(accepted).map(BodyType::mediaType).toList();
        throw new HttpMediaTypeNotSupportedException(
                declared, types, HttpMethod.valueOf(request.getMethod()));
    }

    private MediaType mediaType() {
        return MediaType.parseMediaType(name);
    }

    private boolean is(@Nullable MediaType declared) {
        if (declared == null || !mediaType().equalsTypeAndSubtype(declared)) {
            return false;
        }
        String charset = declared.getParameter("charset");
        return charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8");
    }

    private static @Nullable MediaType declared(@Nullable String header) {
        try {
            return header == null ? null : MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }

    private static boolean isBodyless(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0
                && request.getHeader("Transfer-Encoding") == null;
    }
}
