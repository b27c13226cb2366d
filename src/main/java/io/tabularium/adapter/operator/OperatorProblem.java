package io.tabularium.adapter.operator;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.util.MimeType;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an operator's endpoint cannot do, told as a problem (RFC 9457). */
final class OperatorProblem {

    private static final MimeType MEDIA_TYPE = MimeType.valueOf("application/problem+json");

    private OperatorProblem() {}

    /** A problem that has no type of its own: its status says what it is. */
    static WebEndpointResponse<Map<String, Object>> problem(HttpStatus status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        return new WebEndpointResponse<>(problem, status.value(), MEDIA_TYPE);
    }
}
