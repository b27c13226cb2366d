package io.tabularium.adapter.web.problem;

import io.tabularium.adapter.json.JsonWriter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes problems as {@code application/problem+json}, whatever the request accepts. */
public final class ProblemResponse {

    private static final String MEDIA_TYPE = "application/problem+json";

    /** The headers that say nothing of what is answered, but who may see it and how often. */
    private static final Pattern LASTING =
            Pattern.compile(
                    "(?i)Vary|Access-Control-.*|RateLimit(?:-Policy)?|Strict-Transport-Security"
                            + "|X-Content-Type-Options|X-Frame-Options|Content-Security-Policy"
                            + "|Referrer-Policy|Cross-Origin-.*|Cache-Control");

    private static final String ATTRIBUTE = ProblemResponse.class.getName();

    private ProblemResponse() {}

    /** The kind of problem that the request was answered with, or null. */
    public static @Nullable ProblemType sentTo(HttpServletRequest request) {
        return (ProblemType) request.getAttribute(ATTRIBUTE);
    }

    /**
     * Answers the request with the problem, in place of whatever was about to be answered. The
     * response must not be committed.
     */
    public static void send(
            Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = body(problem, request);
        request.setAttribute(ATTRIBUTE, problem.type());
        Map<String, List<String>> lasting = lasting(response);
        response.reset();
        lasting.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
        response.flushBuffer();
    }

    private static Map<String, List<String>> lasting(HttpServletResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : response.getHeaderNames()) {
            if (LASTING.matcher(name).matches()) {
                headers.put(name, List.copyOf(response.getHeaders(name)));
            }
        }
        return headers;
    }

    private static byte[] body(Problem problem, HttpServletRequest request) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", problem.type().uri());
        members.put("title", problem.type().title());
        members.put("status", (long) problem.status());
        members.put("detail", problem.detail());
        if (request.getRequestURI() != null) {
            members.put("instance", request.getRequestURI());
        }
        members.putAll(problem.members());
        members.put("trace_id", TraceId.of(request));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JsonWriter.to(bytes)) {
            JsonWriter.write(generator, members);
        }
        return bytes.toByteArray();
    }
}
