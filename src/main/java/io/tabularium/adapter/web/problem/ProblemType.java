package io.tabularium.adapter.web.problem;

/** The error table of the HTTP contract: each kind of problem with its status, slug and title. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "malformed-request", "The request is malformed"),
    INVALID_QUERY(400, "invalid-query", "The query cannot be honoured"),
    UNAUTHENTICATED(401, "unauthenticated", "Credentials are missing or not valid"),
    FORBIDDEN(403, "forbidden", "This is not allowed"),
    UNKNOWN_SCHEMA(404, "unknown-schema", "There is no such schema"),
    RECORD_NOT_FOUND(404, "record-not-found", "There is no such record"),
    NOT_FOUND(404, "not-found", "There is nothing at this address"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "not-acceptable", "No acceptable media type is available"),
    DUPLICATE_RECORD(409, "duplicate-record", "A unique key is taken"),
    REQUEST_IN_PROGRESS(409, "request-in-progress", "The request is under way"),
    PRECONDITION_FAILED(412, "precondition-failed", "The precondition does not hold"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The media type is not supported"),
    INVALID_RECORD(422, "invalid-record", "The record violates its schema"),
    INVALID_BULK(422, "invalid-bulk", "Records of the bulk violate their schema"),
    IDEMPOTENCY_KEY_REUSED(422, "idempotency-key-reused", "The key stands for another request"),
    TOO_MANY_REQUESTS(429, "too-many-requests", "There are too many requests"),
    INTERNAL_ERROR(500, "internal-error", "The server failed"),
    OVERLOADED(503, "overloaded", "The server is busy"),
    STORAGE_UNAVAILABLE(503, "storage-unavailable", "Storage cannot serve"),
    QUERY_TIMEOUT(504, "query-timeout", "The query took too long");

    private final int status;
    private final String slug;
    private final String title;

    ProblemType(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** The status it is answered with, as a rule. */
    public int status() {
        return status;
    }

    /** Its short name. */
    public String slug() {
        return slug;
    }

    /** The relative reference that identifies it. */
    public String uri() {
        return "/problems/" + slug;
    }

    /** One phrase for people; the same for every problem of this type. */
    public String title() {
        return title;
    }
}
