package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.oneOfTexts;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The parameters that requests have beside queries. */
final class Parameters {

    static final String ID = "Id";
    static final String SCHEMA_NAME = "SchemaName";
    static final String IF_MATCH = "IfMatch";
    static final String IF_NONE_MATCH = "IfNoneMatch";
    static final String IF_ABSENT = "IfAbsent";
    static final String PREFER = "Prefer";
    static final String IDEMPOTENCY_KEY = "IdempotencyKey";
    static final String ON_ERROR = "OnError";
    static final String ON_CONFLICT = "OnConflict";
    static final String DRY_RUN = "DryRun";

    private static final String TAG = "(?:W/)?\"[!#-~\\u0080-\\u00ff]*\"";
    private static final String TAGS = TAG + "(?:[ \\t]*,[ \\t]*" + TAG + ")*";

    private Parameters() {}

    static Map<String, @Nullable Object> reference(String name) {
        return object("$ref", "#/components/parameters/" + name);
    }

    static List<Map<String, @Nullable Object>> references(String... names) {
        return Arrays.stream(names).map(Parameters::reference).toList();
    }

    static Map<String, @Nullable Object> components() {
        return object(
                ID,
                        path(
                                "id",
                                "The record's identifier.",
                                object("type", "string", "format", "uuid")),
                SCHEMA_NAME, path("schema", "The schema's name.", object("type", "string")),
                IF_MATCH, ifMatch(),
                IF_NONE_MATCH, ifNoneMatch(),
                IF_ABSENT, ifAbsent(),
                PREFER, prefer(),
                IDEMPOTENCY_KEY, idempotencyKey(),
                ON_ERROR, onError(),
                ON_CONFLICT, onConflict(),
                DRY_RUN, dryRun());
    }

    /**
     * Which unique key makes two records the same one: one of those of these schemas. Its
     * properties may be named in any order, which would make the list long.
     */
    static Map<String, @Nullable Object> conflictKey(List<DescribedSchema> schemas) {
        List<String> keys =
                schemas.stream()
                        .flatMap(schema -> schema.schema().uniqueKeys().stream())
                        .map(key -> String.join(",", key.names()))
                        .distinct()
                        .toList();
        return query(
                "conflict_key",
                "The unique key that `on_conflict` goes by, its properties with commas between"
                        + " them. Goes with `ignore` and `update`, and may be left out where the"
                        + " schema has exactly one.",
                oneOfTexts(keys));
    }

    private static Map<String, @Nullable Object> ifMatch() {
        return header(
                "If-Match",
                "Writes only if the record still has the version (its `ETag`); 412 otherwise.",
                entityTags());
    }

    private static Map<String, @Nullable Object> ifNoneMatch() {
        return header(
                "If-None-Match",
                "Answers 304 if the record still has the version (its `ETag`).",
                entityTags());
    }

    private static Map<String, @Nullable Object> entityTags() {
        return object(
                "type",
                "string",
                "pattern",
                "^(?:\\*|" + TAGS + ")$",
                "examples",
                List.of("\"1\""));
    }

    private static Map<String, @Nullable Object> ifAbsent() {
        return header(
                "If-None-Match",
                "With `*` a record is only created, never replaced.",
                oneOfTexts(List.of("*")));
    }

    private static Map<String, @Nullable Object> prefer() {
        return header(
                "Prefer",
                "`return=minimal` leaves the body out of the answer to a single write;"
                        + " `return=representation` puts the records into that to a bulk load.",
                object(
                        "type",
                        "string",
                        "examples",
                        List.of("return=minimal", "return=representation")));
    }

    private static Map<String, @Nullable Object> idempotencyKey() {
        return header(
                "Idempotency-Key",
                "A name for this request: sent again with the same body within 24 hours, it is"
                        + " answered as before and writes nothing.",
                object(
                        "type",
                        "string",
                        "minLength",
                        1,
                        "maxLength",
                        255,
                        "pattern",
                        "^[ -~]+$",
                        "examples",
                        List.of("0197a5b2-7d1c-7c6e-8f7a-3c5a4e2b1d91")));
    }

    private static Map<String, @Nullable Object> onError() {
        return query(
                "on_error",
                "What an invalid record means: `abort` stores nothing, `skip` stores the others.",
                with(oneOfTexts(List.of("abort", "skip")), "default", "abort"));
    }

    private static Map<String, @Nullable Object> onConflict() {
        return query(
                "on_conflict",
                "What becomes of a record whose unique key is taken: `error` is a fault of the"
                        + " record, `ignore` skips it, `update` replaces the stored data.",
                with(oneOfTexts(List.of("error", "ignore", "update")), "default", "error"));
    }

    private static Map<String, @Nullable Object> dryRun() {
        return query(
                "dry_run",
                "Validates everything and stores nothing.",
                object("type", "boolean", "default", false));
    }

    private static Map<String, @Nullable Object> query(
            String name, String description, Map<String, @Nullable Object> schema) {
        return object("name", name, "in", "query", "description", description, "schema", schema);
    }

    private static Map<String, @Nullable Object> header(
            String name, String description, Map<String, @Nullable Object> schema) {
        return object("name", name, "in", "header", "description", description, "schema", schema);
    }

    private static Map<String, @Nullable Object> path(
            String name, String description, Map<String, @Nullable Object> schema) {
        return object(
                "name", name,
                "in", "path",
                "required", true,
                "description", description,
                "schema", schema);
    }
}
