package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import io.tabularium.adapter.web.openapi.part.ComponentNames;
import io.tabularium.adapter.web.openapi.part.ResponseHeader;
import io.tabularium.adapter.web.problem.ProblemType;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a problem of one type looks like. A taken key looks different where it is told of a bulk.
 *
 * @param of what was asked for: where it was a bulk load, the members of its report are members of
 *     the problem
 */
record ProblemShape(ProblemType type, Of of) {

    /** What the refused request was about, where that makes a difference. */
    enum Of {
        ANYTHING,
        BULK,
        PATCH
    }

    /** The component of what every problem has. */
    static final String ANY = "Problem";

    /** The component of one violation. */
    static final String VIOLATION = "Violation";

    static ProblemShape of(ProblemType type) {
        return new ProblemShape(type, Of.ANYTHING);
    }

    /** What every problem has, and a violation. */
    static Map<String, @Nullable Object> common() {
        return object(
                ANY,
                object(
                        "type",
                        "object",
                        "description",
                        "What went wrong (RFC 9457).",
                        "properties",
                        members(object("type", "string"), object("type", "integer")),
                        "required",
                        List.of("type", "title", "status", "detail", "trace_id")),
                VIOLATION,
                object(
                        "type",
                        "object",
                        "description",
                        "A value that breaks a rule.",
                        "properties",
                        object(
                                "pointer",
                                object(
                                        "type",
                                        "string",
                                        "description",
                                        "Where, as a JSON pointer into the data; a longer one"
                                                + " is cut and ends in `…`.",
                                        "maxLength",
                                        Pointer.MAX_LENGTH),
                                "code",
                                object(
                                        "type",
                                        "string",
                                        "description",
                                        "The keyword of JSON Schema that it breaks, or another"
                                                + " name, such as `character` for the character"
                                                + " U+0000 in a text."),
                                "message",
                                object("type", "string", "description", "The rule, in words.")),
                        "required",
                        List.of("pointer", "code", "message")));
    }

    /** The name of its component. */
    String name() {
        String slug = ComponentNames.pascal(type.slug());
        return switch (of) {
            case ANYTHING -> slug + "Problem";
            case BULK -> "DuplicateBulkProblem";
            case PATCH -> "UnsupportedPatchTypeProblem";
        };
    }

    /** Its component. */
    Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> properties =
                members(
                        object("type", "string", "const", type.uri()),
                        object("type", "integer", "const", type.status()));
        List<String> required =
                new ArrayList<>(List.of("type", "title", "status", "detail", "trace_id"));
        for (Member member : own()) {
            properties.put(member.name, member.schema);
            if (member.example != null && type != ProblemType.MALFORMED_REQUEST) {
                required.add(member.name);
            }
        }
        return object(
                "type",
                "object",
                "description",
                type.title() + ".",
                "properties",
                properties,
                "required",
                required);
    }

    /** One such problem. */
    Map<String, @Nullable Object> example() {
        Map<String, @Nullable Object> example =
                object(
                        "type", type.uri(),
                        "title", type.title(),
                        "status", type.status(),
                        "detail", type.title() + ".",
                        "instance", "/api/v1/records/parts");
        own().stream()
                .filter(member -> member.example != null)
                .forEach(member -> example.put(member.name, member.example));
        example.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        return example;
    }

    /** The headers that come with it. */
    List<ResponseHeader> headers() {
        return switch (type) {
            case TOO_MANY_REQUESTS ->
                    List.of(
                            ResponseHeader.RETRY_AFTER,
                            ResponseHeader.RATE_LIMIT,
                            ResponseHeader.RATE_LIMIT_POLICY);
            case UNAUTHENTICATED, FORBIDDEN -> List.of(ResponseHeader.WWW_AUTHENTICATE);
            case REQUEST_IN_PROGRESS, OVERLOADED, STORAGE_UNAVAILABLE ->
                    List.of(ResponseHeader.RETRY_AFTER);
            case UNSUPPORTED_MEDIA_TYPE ->
                    of == Of.PATCH
                            ? List.of(
                                    ResponseHeader.ACCEPT,
                                    ResponseHeader.ACCEPT_PATCH,
                                    ResponseHeader.ACCEPT_ENCODING)
                            : List.of(ResponseHeader.ACCEPT, ResponseHeader.ACCEPT_ENCODING);
            case MALFORMED_REQUEST,
                    INVALID_QUERY,
                    UNKNOWN_SCHEMA,
                    RECORD_NOT_FOUND,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    DUPLICATE_RECORD,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    INVALID_RECORD,
                    INVALID_BULK,
                    IDEMPOTENCY_KEY_REUSED,
                    INTERNAL_ERROR,
                    QUERY_TIMEOUT ->
                    List.of();
        };
    }

    /**
     * A member that problems of this type have beyond those of all.
     *
     * @param example null for a member that only some of them have
     */
    private record Member(String name, @Nullable Object schema, @Nullable Object example) {}

    private List<Member> own() {
        return switch (type) {
            case MALFORMED_REQUEST ->
                    List.of(
                            new Member("line", object("type", "integer", "minimum", 1), 1L),
                            new Member("column", object("type", "integer", "minimum", 1), 17L));
            case INVALID_QUERY ->
                    List.of(errors("/size", "invalid", "'size' is a whole number from 1."));
            case INVALID_RECORD ->
                    List.of(errors("/weight", "maximum", "must be at most 90"), errorCount());
            case INVALID_BULK -> report("/weight", "maximum", "must be at most 90");
            case DUPLICATE_RECORD ->
                    of == Of.BULK
                            ? report("/serial", "duplicate", "is taken already")
                            : List.of(takenKey());
            case UNAUTHENTICATED,
                    FORBIDDEN,
                    UNKNOWN_SCHEMA,
                    RECORD_NOT_FOUND,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    REQUEST_IN_PROGRESS,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    IDEMPOTENCY_KEY_REUSED,
                    TOO_MANY_REQUESTS,
                    INTERNAL_ERROR,
                    OVERLOADED,
                    STORAGE_UNAVAILABLE,
                    QUERY_TIMEOUT ->
                    List.of();
        };
    }

    private static Member errors(String pointer, String code, String message) {
        return new Member(
                "errors",
                with(arrayOf(component(VIOLATION)), "maxItems", Violations.MAX_REPORTED),
                List.of(object("pointer", pointer, "code", code, "message", message)));
    }

    private static Member errorCount() {
        return new Member(
                BulkReportSchema.ERROR_COUNT, BulkReportSchema.errorCount("The violations"), null);
    }

    private static List<Member> report(String pointer, String code, String message) {
        Map<String, @Nullable Object> fault =
                object("index", 1, "pointer", pointer, "code", code, "message", message);
        Map<String, @Nullable Object> example = BulkReportSchema.example(fault);
        return BulkReportSchema.members(object("type", "string")).entrySet().stream()
                .map(
                        member ->
                                new Member(
                                        member.getKey(),
                                        member.getValue(),
                                        example.get(member.getKey())))
                .toList();
    }

    private static Member takenKey() {
        return new Member(
                "key",
                object(
                        "type",
                        "array",
                        "description",
                        "The properties of the unique key that is taken.",
                        "items",
                        object("type", "string")),
                List.of("serial"));
    }

    private static Map<String, @Nullable Object> members(
            Map<String, @Nullable Object> type, Map<String, @Nullable Object> status) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("title", object("type", "string"));
        members.put("status", status);
        members.put("detail", object("type", "string"));
        members.put(
                "instance", object("type", "string", "description", "The path of the request."));
        members.put(
                "trace_id",
                object("type", "string", "description", "Finds the request in the log."));
        return members;
    }
}
