package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.JsonObjects.object;

import io.tabularium.adapter.web.problem.ProblemType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a problem of one type looks like. A taken key looks different where it is told of a bulk.
 *
 * @param ofBulk whether the members of a bulk report are members of the problem
 */
record ProblemShape(ProblemType type, boolean ofBulk) {

    /** The component of what every problem has. */
    static final String ANY = "Problem";

    /** The component of one violation. */
    static final String VIOLATION = "Violation";

    static ProblemShape of(ProblemType type) {
        return new ProblemShape(type, type == ProblemType.INVALID_BULK);
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
                                        "Where, as a JSON pointer into the data."),
                                "code",
                                object(
                                        "type",
                                        "string",
                                        "description",
                                        "The keyword of JSON Schema that it breaks."),
                                "message",
                                object("type", "string", "description", "The rule, in words.")),
                        "required",
                        List.of("pointer", "code", "message")));
    }

    /** The name of its component. */
    String name() {
        String slug = ComponentNames.pascal(type.slug());
        return ofBulk && type == ProblemType.DUPLICATE_RECORD
                ? "DuplicateBulkProblem"
                : slug + "Problem";
    }

    /** Its component. */
    Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> properties =
                members(
                        object("type", "string", "const", type.uri()),
                        object("type", "integer", "const", type.status()));
        List<String> required =
                new ArrayList<>(List.of("type", "title", "status", "detail", "trace_id"));
        Map<String, @Nullable Object> own = ownMembers();
        properties.putAll(own);
        if (type != ProblemType.MALFORMED_REQUEST) {
            required.addAll(own.keySet());
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
                    List.of(
                            ResponseHeader.ACCEPT,
                            ResponseHeader.ACCEPT_PATCH,
                            ResponseHeader.ACCEPT_ENCODING);
            default -> List.of();
        };
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
        if (ofBulk) {
            example.putAll(BulkReportSchema.example(fault()));
        } else {
            example.putAll(ownExample());
        }
        example.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        return example;
    }

    private Map<String, @Nullable Object> ownMembers() {
        if (ofBulk) {
            return BulkReportSchema.members(object("type", "string"));
        }
        return switch (type) {
            case MALFORMED_REQUEST ->
                    object(
                            "line", object("type", "integer", "minimum", 1),
                            "column", object("type", "integer", "minimum", 1));
            case INVALID_QUERY, INVALID_RECORD -> object("errors", arrayOf(component(VIOLATION)));
            case DUPLICATE_RECORD ->
                    object(
                            "key",
                            object(
                                    "type",
                                    "array",
                                    "description",
                                    "The properties of the unique key that is taken.",
                                    "items",
                                    object("type", "string")));
            default -> object();
        };
    }

    private Map<String, @Nullable Object> ownExample() {
        return switch (type) {
            case MALFORMED_REQUEST -> object("line", 1, "column", 17);
            case INVALID_QUERY, INVALID_RECORD -> object("errors", List.of(fault()));
            case DUPLICATE_RECORD -> object("key", List.of("serial"));
            default -> object();
        };
    }

    private Map<String, @Nullable Object> fault() {
        return switch (type) {
            case INVALID_QUERY ->
                    object(
                            "pointer", "/size",
                            "code", "invalid",
                            "message", "'size' is a whole number from 1 to 10000.");
            case DUPLICATE_RECORD ->
                    object("pointer", "/serial", "code", "duplicate", "message", "is taken");
            default ->
                    object(
                            "pointer", "/weight",
                            "code", "maximum",
                            "message", "must be at most 90");
        };
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
