package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.web.openapi.OperationObject.OperationContext;
import io.tabularium.adapter.web.openapi.part.ComponentNames.Part;
import io.tabularium.adapter.web.openapi.part.ResponseHeader;
import io.tabularium.adapter.web.problem.ProblemType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that read records of one schema. */
final class ReadOperations {

    private final DescribedSchema schema;
    private final QueryParameters queries;
    private final OperationContext context;

    ReadOperations(DescribedSchema schema, QueryParameters queries, OperationContext context) {
        this.schema = schema;
        this.queries = queries;
        this.context = context;
    }

    Map<String, @Nullable Object> get() {
        return done(
                operation("get", "Get a record", "The record with that identifier.")
                        .parameters(Parameters.IF_NONE_MATCH)
                        .answers(
                                200,
                                "The record.",
                                schema.json(Part.RECORD, schema.examples().record()),
                                ResponseHeader.ETAG)
                        .answers(
                                304,
                                "The record still has the version that `If-None-Match` names.",
                                ResponseHeader.ETAG)
                        .problems(
                                ProblemType.MALFORMED_REQUEST,
                                ProblemType.INVALID_QUERY,
                                ProblemType.RECORD_NOT_FOUND));
    }

    Map<String, @Nullable Object> find() {
        return done(
                operation(
                                "find",
                                "Find records",
                                "A page of the records that meet all conditions: those of `filters`"
                                        + " and those of the fields' own parameters. A walk by `cursor`"
                                        + " costs the same on every page and misses no record that was"
                                        + " there when it began and stayed unchanged.")
                        .parameters(queries.ofPages())
                        .answers(
                                200,
                                "The page.",
                                schema.json(Part.PAGE, page()),
                                ResponseHeader.LINK)
                        .problems(ProblemType.INVALID_QUERY));
    }

    Map<String, @Nullable Object> query() {
        return done(
                operation(
                                "query",
                                "Query records",
                                "The same page as that of a query string, the query as a body.")
                        .body("The query.", schema.json(Part.QUERY, Optional.of(question())))
                        .answers(
                                200,
                                "The page.",
                                schema.json(Part.PAGE, page()),
                                ResponseHeader.LINK)
                        .problems(
                                ProblemType.MALFORMED_REQUEST,
                                ProblemType.INVALID_QUERY,
                                ProblemType.TOO_LARGE,
                                ProblemType.UNSUPPORTED_MEDIA_TYPE));
    }

    Map<String, @Nullable Object> stream() {
        Map<String, @Nullable Object> content =
                DescribedSchema.content(
                        DescribedSchema.NDJSON,
                        object(
                                "type",
                                "string",
                                "description",
                                "One record on each line.",
                                "contentMediaType",
                                DescribedSchema.JSON,
                                "contentSchema",
                                schema.part(Part.ITEM)),
                        schema.examples().record().map(record -> JsonWriter.toText(record) + "\n"));
        content.putAll(
                DescribedSchema.content(
                        DescribedSchema.CSV,
                        object(
                                "type",
                                "string",
                                "description",
                                "A header, then one record on each line: `_id`, `_version`,"
                                        + " `_created_at`, `_updated_at` and the properties."),
                        Optional.empty()));
        return done(
                operation(
                                "stream",
                                "Stream records",
                                "Every record that meets all conditions, as NDJSON, or as CSV where"
                                        + " `Accept` prefers that. Without `sort` the order is not"
                                        + " promised. A stream that fails breaks the connection: a"
                                        + " truncated one never looks complete.")
                        .parameters(queries.ofStreams())
                        .answers(200, "The records.", content, ResponseHeader.VARY)
                        .problems(ProblemType.INVALID_QUERY));
    }

    Map<String, @Nullable Object> count() {
        Map<String, @Nullable Object> example = object("schema_name", schema.name(), "count", 1);
        return done(
                operation(
                                "count",
                                "Count records",
                                "The number of records that meet all conditions.")
                        .parameters(queries.ofCounts())
                        .answers(200, "The number.", schema.json(Part.COUNT, Optional.of(example)))
                        .problems(ProblemType.INVALID_QUERY));
    }

    private OperationObject operation(String action, String summary, String description) {
        return new OperationObject(
                context, schema.tag(), schema.tag() + "_" + action, summary, description);
    }

    private Map<String, @Nullable Object> done(OperationObject operation) {
        return operation
                .problems(
                        ProblemType.NOT_ACCEPTABLE,
                        ProblemType.OVERLOADED,
                        ProblemType.STORAGE_UNAVAILABLE,
                        ProblemType.QUERY_TIMEOUT)
                .needing("records:" + schema.name() + ":read");
    }

    private Optional<Map<String, @Nullable Object>> page() {
        return schema.examples()
                .record()
                .map(
                        record ->
                                object(
                                        "items",
                                        List.of(record),
                                        "page",
                                        1,
                                        "size",
                                        100,
                                        "total",
                                        1,
                                        "has_next",
                                        false,
                                        "has_previous",
                                        false,
                                        "next_cursor",
                                        null));
    }

    private static Map<String, @Nullable Object> question() {
        return object(
                "filters",
                List.of(
                        object(
                                "field", "_created_at",
                                "operator", "gte",
                                "value", "2026-01-31T12:00:00Z")),
                "sort",
                List.of(object("field", "_created_at", "order", "desc")),
                "size",
                10);
    }
}
