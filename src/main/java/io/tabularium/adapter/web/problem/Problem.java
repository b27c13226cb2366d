package io.tabularium.adapter.web.problem;

import io.tabularium.domain.Violation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong with one request, before it is written for a client. Immutable.
 *
 * @param status the HTTP status, which is the type's own except where the server refused a request
 *     before it was routed
 * @param detail one or more sentences about this occurrence, safe to show
 * @param members what the problem has beyond RFC 9457's own members, JSON values
 * @param headers response headers that belong to it
 */
public record Problem(
        ProblemType type,
        int status,
        String detail,
        Map<String, Object> members,
        Map<String, String> headers) {

    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, type.status(), detail, Map.of(), Map.of());
    }

    /** There is nothing at the address. */
    static Problem notFound() {
        return of(ProblemType.NOT_FOUND, "There is no such endpoint.");
    }

    /** The server failed, and says no more than where the cause is to be found. */
    static Problem internalError() {
        return of(
                ProblemType.INTERNAL_ERROR,
                "The server failed; the log has the cause under the trace_id.");
    }

    public Problem withStatus(int other) {
        return new Problem(type, other, detail, members, headers);
    }

    /** With one more member; the value is a JSON value. */
    public Problem with(String member, Object value) {
        return withAll(Map.of(member, value));
    }

    /** With more members, in their order; the values are JSON values. */
    public Problem withAll(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.putAll(more);
        return new Problem(type, status, detail, all, headers);
    }

    /**
     * With the member {@code errors}, and {@code error_count} where there are others.
     *
     * @param count of all violations
     */
    public Problem withErrors(List<Violation> violations, int count) {
        List<Map<String, Object>> errors =
                violations.stream()
                        .map(
                                violation -> {
                                    Map<String, Object> error = new LinkedHashMap<>();
                                    error.put("pointer", violation.pointer());
                                    error.put("code", violation.code());
                                    error.put("message", violation.message());
                                    return error;
                                })
                        .toList();
        Problem reported = with("errors", errors);
        return count > errors.size() ? reported.with("error_count", (long) count) : reported;
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(type, status, detail, members, all);
    }
}
