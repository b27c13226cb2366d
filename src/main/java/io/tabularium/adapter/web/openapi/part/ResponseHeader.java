package io.tabularium.adapter.web.openapi.part;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The headers of answers that clients can make use of. */
public enum ResponseHeader {
    ETAG("ETag", "The record's version.", "\"1\""),
    LOCATION(
            "Location",
            "The address of the record.",
            "/api/v1/records/parts/0197a5b2-7d1c-7c6e-8f7a-3c5a4e2b1d90"),
    LINK(
            "Link",
            "The address of the next page (RFC 8288); absent on the last one, and where it would be"
                    + " too long.",
            "</api/v1/records/parts?cursor=AQ>; rel=\"next\""),
    VARY("Vary", "The answer depends on this header of the request.", "Accept"),
    PREFERENCE_APPLIED("Preference-Applied", "What of `Prefer` was honoured.", "return=minimal"),
    IDEMPOTENCY_REPLAYED(
            "Idempotency-Replayed",
            "`true` where this is the answer to an earlier request of the same key.",
            "true"),
    RETRY_AFTER("Retry-After", "Seconds after which a new attempt makes sense.", "1"),
    WWW_AUTHENTICATE("WWW-Authenticate", "The credentials that are taken.", "Bearer"),
    RATE_LIMIT(
            "RateLimit",
            "What is left of the caller's quota, where there is one.",
            "\"default\";r=99;t=1"),
    RATE_LIMIT_POLICY(
            "RateLimit-Policy", "The caller's quota, where there is one.", "\"default\";q=100;w=1"),
    ACCEPT("Accept", "The media types that are taken.", "application/json"),
    ACCEPT_PATCH("Accept-Patch", "The media types of patches.", "application/merge-patch+json"),
    ACCEPT_ENCODING("Accept-Encoding", "The codings of bodies that are undone.", "gzip");

    private final String text;
    private final String description;
    private final String example;

    ResponseHeader(String text, String description, String example) {
        this.text = text;
        this.description = description;
        this.example = example;
    }

    /** The headers of a response. */
    public static Map<String, @Nullable Object> references(List<ResponseHeader> headers) {
        Map<String, @Nullable Object> references = new LinkedHashMap<>();
        for (ResponseHeader header : headers) {
            references.put(header.text, object("$ref", "#/components/headers/" + header.key()));
        }
        return references;
    }

    /** The components that references lead to. */
    public static Map<String, @Nullable Object> components() {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(header -> components.put(header.key(), header.component()));
        return components;
    }

    private Map<String, @Nullable Object> component() {
        return object(
                "description",
                description,
                "required",
                isAlwaysThere() ? Optional.of(true) : Optional.empty(),
                "schema",
                this == RETRY_AFTER
                        ? object("type", "integer", "minimum", 1)
                        : object("type", "string"),
                "example",
                this == RETRY_AFTER ? (Object) Long.valueOf(example) : example);
    }

    /** Others come with some of the answers that they are documented for. */
    private boolean isAlwaysThere() {
        return this == ETAG || this == LOCATION || this == VARY || this == WWW_AUTHENTICATE;
    }

    private String key() {
        return ComponentNames.pascal(text);
    }
}
