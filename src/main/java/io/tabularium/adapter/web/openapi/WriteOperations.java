package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.openapi.OperationObject.OperationContext;
import io.tabularium.adapter.web.openapi.part.ComponentNames.Part;
import io.tabularium.adapter.web.openapi.part.ResponseHeader;
import io.tabularium.adapter.web.problem.ProblemType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that write records of one schema. */
final class WriteOperations {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final DescribedSchema schema;
    private final OperationContext context;
    private final Limits limits;
    private final boolean unique;

    WriteOperations(DescribedSchema schema, OperationContext context, Limits limits) {
        this.schema = schema;
        this.context = context;
        this.limits = limits;
        this.unique = !schema.schema().uniqueKeys().isEmpty();
    }

    Map<String, @Nullable Object> create() {
        return done(
                operation(
                                "create",
                                "Create a record",
                                "Creates a record under an identifier that the server makes.")
                        .parameters(Parameters.PREFER, Parameters.IDEMPOTENCY_KEY)
                        .body("The data.", schema.json(Part.DRAFT, schema.examples().draft()))
                        .answers(
                                201,
                                "It is created, and durable. No body if `Prefer` asks for none.",
                                schema.json(Part.RECORD, schema.examples().record()),
                                ResponseHeader.LOCATION,
                                ResponseHeader.ETAG,
                                ResponseHeader.PREFERENCE_APPLIED,
                                ResponseHeader.IDEMPOTENCY_REPLAYED)
                        .problems(
                                ProblemType.REQUEST_IN_PROGRESS,
                                ProblemType.INVALID_RECORD,
                                ProblemType.IDEMPOTENCY_KEY_REUSED));
    }

    Map<String, @Nullable Object> replace() {
        return done(
                operation(
                                "replace",
                                "Replace a record",
                                "Replaces the data of the record, or creates a record with that"
                                        + " identifier.")
                        .parameters(Parameters.IF_MATCH, Parameters.IF_ABSENT, Parameters.PREFER)
                        .body("The data.", schema.json(Part.DRAFT, schema.examples().draft()))
                        .answers(
                                200,
                                "It is replaced: a new version.",
                                schema.json(Part.RECORD, schema.examples().record()),
                                ResponseHeader.ETAG,
                                ResponseHeader.PREFERENCE_APPLIED)
                        .answers(
                                201,
                                "It is created. No body if `Prefer` asks for none.",
                                schema.json(Part.RECORD, schema.examples().record()),
                                ResponseHeader.LOCATION,
                                ResponseHeader.ETAG,
                                ResponseHeader.PREFERENCE_APPLIED)
                        .answers(
                                204,
                                "It is replaced, and `Prefer` asks for no body.",
                                ResponseHeader.ETAG,
                                ResponseHeader.PREFERENCE_APPLIED)
                        .problems(ProblemType.PRECONDITION_FAILED, ProblemType.INVALID_RECORD));
    }

    /**
     * @param readable whether the caller may see the record, and so have it answered
     */
    Map<String, @Nullable Object> patch(boolean readable) {
        OperationObject operation =
                operation(
                                "patch",
                                "Patch a record",
                                "Merges the body into the data (RFC 7396); the result is validated"
                                        + " whole.")
                        .parameters(Parameters.IF_MATCH, Parameters.PREFER)
                        .body("The changes.", changes());
        if (readable) {
            operation.answers(
                    200,
                    "It is changed: a new version.",
                    schema.json(Part.RECORD, schema.examples().record()),
                    ResponseHeader.ETAG,
                    ResponseHeader.PREFERENCE_APPLIED);
        }
        return done(
                operation
                        .answers(
                                204,
                                readable
                                        ? "It is changed, and `Prefer` asks for no body."
                                        : "It is changed.",
                                ResponseHeader.ETAG,
                                ResponseHeader.PREFERENCE_APPLIED)
                        .problems(
                                ProblemType.RECORD_NOT_FOUND,
                                ProblemType.PRECONDITION_FAILED,
                                ProblemType.INVALID_RECORD),
                new ProblemShape(ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemShape.Of.PATCH));
    }

    Map<String, @Nullable Object> remove() {
        return operation("remove", "Delete a record", "Deletes the record.")
                .parameters(Parameters.IF_MATCH)
                .answers(204, "It is deleted.")
                .problems(
                        ProblemType.MALFORMED_REQUEST,
                        ProblemType.INVALID_QUERY,
                        ProblemType.RECORD_NOT_FOUND,
                        ProblemType.PRECONDITION_FAILED,
                        ProblemType.OVERLOADED,
                        ProblemType.STORAGE_UNAVAILABLE)
                .needing(grant());
    }

    Map<String, @Nullable Object> bulk() {
        OperationObject operation =
                operation(
                        "bulk",
                        "Load many records",
                        "Creates the records in one transaction. A JSON array has a limit; NDJSON"
                                + " and CSV flow through in any number, gzip-encoded too"
                                + " (`Content-Encoding`).");
        operation.parameters(Parameters.ON_ERROR, Parameters.DRY_RUN);
        if (unique) {
            operation
                    .parameters(Parameters.ON_CONFLICT)
                    .parameters(List.of(Parameters.conflictKey(List.of(schema))));
        }
        operation
                .parameters(Parameters.PREFER, Parameters.IDEMPOTENCY_KEY)
                .body("The records.", records())
                .answers(
                        200,
                        "Some were rejected, or nothing was to be stored: the report says.",
                        schema.json(Part.REPORT, Optional.empty()),
                        ResponseHeader.PREFERENCE_APPLIED,
                        ResponseHeader.IDEMPOTENCY_REPLAYED)
                .answers(
                        201,
                        "All are stored, and durable.",
                        schema.json(Part.REPORT, Optional.of(report())),
                        ResponseHeader.PREFERENCE_APPLIED,
                        ResponseHeader.IDEMPOTENCY_REPLAYED)
                .problems(
                        ProblemType.MALFORMED_REQUEST,
                        ProblemType.INVALID_QUERY,
                        ProblemType.NOT_ACCEPTABLE);
        if (unique) {
            operation.problems(
                    new ProblemShape(ProblemType.DUPLICATE_RECORD, ProblemShape.Of.BULK));
        }
        return operation
                .problems(
                        ProblemType.REQUEST_IN_PROGRESS,
                        ProblemType.TOO_LARGE,
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        ProblemType.INVALID_BULK,
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        ProblemType.OVERLOADED,
                        ProblemType.STORAGE_UNAVAILABLE)
                .needing(grant());
    }

    private Map<String, @Nullable Object> changes() {
        Map<String, @Nullable Object> content =
                DescribedSchema.content(
                        MERGE_PATCH, schema.part(Part.PATCH), schema.examples().patch());
        content.putAll(schema.json(Part.PATCH, schema.examples().patch()));
        return content;
    }

    private Map<String, @Nullable Object> records() {
        Optional<Map<String, @Nullable Object>> draft = schema.examples().draft();
        Map<String, @Nullable Object> content =
                DescribedSchema.content(
                        DescribedSchema.JSON,
                        with(
                                arrayOf(schema.part(Part.DRAFT)),
                                "maxItems",
                                limits.maxBulkArrayRecords()),
                        draft.map(List::of));
        content.putAll(
                DescribedSchema.content(
                        DescribedSchema.NDJSON,
                        object(
                                "type",
                                "string",
                                "description",
                                "The data of one record on each line.",
                                "contentMediaType",
                                DescribedSchema.JSON,
                                "contentSchema",
                                schema.part(Part.DRAFT)),
                        draft.map(data -> JsonWriter.toText(data) + "\n")));
        content.putAll(
                DescribedSchema.content(
                        DescribedSchema.CSV,
                        object(
                                "type",
                                "string",
                                "description",
                                "A header that names properties, then one record on each line; an"
                                        + " empty cell without quotes is null."),
                        Optional.empty()));
        return content;
    }

    private Map<String, @Nullable Object> report() {
        return object(
                "schema_name", schema.name(),
                "received", 1,
                "created", 1,
                "updated", 0,
                "ignored", 0,
                "rejected", 0,
                "errors", List.of());
    }

    private OperationObject operation(String action, String summary, String description) {
        return new OperationObject(
                context, schema.tag(), schema.tag() + "_" + action, summary, description);
    }

    private Map<String, @Nullable Object> done(OperationObject operation) {
        return done(operation, ProblemShape.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
    }

    /** With what can go wrong wherever one record is sent. */
    private Map<String, @Nullable Object> done(
            OperationObject operation, ProblemShape ofMediaType) {
        if (unique) {
            operation.problems(ProblemType.DUPLICATE_RECORD);
        }
        return operation
                .problems(
                        ProblemType.MALFORMED_REQUEST,
                        ProblemType.INVALID_QUERY,
                        ProblemType.NOT_ACCEPTABLE,
                        ProblemType.TOO_LARGE,
                        ProblemType.OVERLOADED,
                        ProblemType.STORAGE_UNAVAILABLE)
                .problems(ofMediaType)
                .needing(grant());
    }

    private String grant() {
        return "records:" + schema.name() + ":write";
    }
}
