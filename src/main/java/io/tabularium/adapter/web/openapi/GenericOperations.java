package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.adapter.web.openapi.OperationObject.OperationContext;
import io.tabularium.adapter.web.openapi.part.ComponentNames;
import io.tabularium.adapter.web.openapi.part.ComponentNames.Part;
import io.tabularium.adapter.web.openapi.part.JsonObjects;
import io.tabularium.adapter.web.openapi.part.ResponseHeader;
import io.tabularium.adapter.web.problem.ProblemType;
import io.tabularium.domain.schema.BasicType;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The paths of all schemas, and the components that only they need. */
final class GenericOperations {

    private static final String OVERVIEW = "SchemaOverview";
    private static final String PROPERTY = "PropertyOverview";
    private static final String ANY_ENVELOPE = "AnyEnvelope";
    private static final String ANY_BULK_ENVELOPE = "AnyBulkEnvelope";
    private static final String ANY_RECORD = "AnyRecord";
    private static final String ANY_REPORT = "AnyReport";

    private final OperationContext context;
    private final ComponentNames names;
    private final List<DescribedSchema> writable;

    /**
     * @param writable the schemas whose records the caller may write
     */
    GenericOperations(
            OperationContext context, ComponentNames names, List<DescribedSchema> writable) {
        this.context = context;
        this.names = names;
        this.writable = writable;
    }

    Map<String, @Nullable Object> paths() {
        Map<String, @Nullable Object> paths = new LinkedHashMap<>();
        paths.put("/api/v1/schemas", object("get", listSchemas()));
        paths.put("/api/v1/schemas/{schema}", object("get", getSchema()));
        if (!writable.isEmpty()) {
            paths.put("/api/v1/records", object("post", createRecord()));
            paths.put("/api/v1/records/bulk", object("post", loadRecords()));
        }
        return paths;
    }

    Map<String, @Nullable Object> components() {
        Map<String, @Nullable Object> components =
                object(OVERVIEW, overview(), PROPERTY, property());
        if (!writable.isEmpty()) {
            components.put(ANY_ENVELOPE, anyOf(Part.ENVELOPE));
            components.put(ANY_BULK_ENVELOPE, anyOf(Part.BULK_ENVELOPE));
            components.put(ANY_RECORD, anyOf(Part.RECORD));
            components.put(ANY_REPORT, anyOf(Part.REPORT));
        }
        return components;
    }

    private Map<String, @Nullable Object> listSchemas() {
        return new OperationObject(
                        context,
                        names.tagOfSchemas(),
                        "listSchemas",
                        "List schemas",
                        "Every schema that the caller may see, with its properties, indexes and"
                                + " unique keys.")
                .answers(200, "The schemas.", json(arrayOf(component(OVERVIEW))))
                .problems(ProblemType.INVALID_QUERY, ProblemType.NOT_ACCEPTABLE)
                .open();
    }

    private Map<String, @Nullable Object> getSchema() {
        return new OperationObject(
                        context,
                        names.tagOfSchemas(),
                        "getSchema",
                        "Get a schema",
                        "The JSON Schema (2020-12) of the schema's data, as it was written.")
                .parameters(Parameters.SCHEMA_NAME)
                .answers(
                        200,
                        "The JSON Schema.",
                        DescribedSchema.content(
                                "application/schema+json",
                                object("type", "object", "additionalProperties", true),
                                Optional.empty()))
                .problems(
                        ProblemType.INVALID_QUERY,
                        ProblemType.UNKNOWN_SCHEMA,
                        ProblemType.NOT_ACCEPTABLE)
                .refusable();
    }

    private Map<String, @Nullable Object> createRecord() {
        OperationObject operation =
                new OperationObject(
                                context,
                                names.tagOfRecords(),
                                "createRecord",
                                "Create a record of any schema",
                                "As the schema's own path does, for a body that names the schema.")
                        .parameters(Parameters.PREFER, Parameters.IDEMPOTENCY_KEY)
                        .body("The data and its schema.", json(component(ANY_ENVELOPE)))
                        .answers(
                                201,
                                "It is created, and durable. No body if `Prefer` asks for none.",
                                json(component(ANY_RECORD)),
                                ResponseHeader.LOCATION,
                                ResponseHeader.ETAG,
                                ResponseHeader.PREFERENCE_APPLIED,
                                ResponseHeader.IDEMPOTENCY_REPLAYED)
                        .problems(ProblemType.INVALID_RECORD);
        if (unique()) {
            operation.problems(ProblemType.DUPLICATE_RECORD);
        }
        return done(operation);
    }

    private Map<String, @Nullable Object> loadRecords() {
        OperationObject operation =
                new OperationObject(
                                context,
                                names.tagOfRecords(),
                                "loadRecords",
                                "Load many records of any schema",
                                "As the schema's own path does, for a body that names the schema.")
                        .parameters(Parameters.ON_ERROR, Parameters.DRY_RUN);
        if (unique()) {
            operation
                    .parameters(Parameters.ON_CONFLICT)
                    .parameters(List.of(Parameters.conflictKey(writable)));
        }
        operation
                .parameters(Parameters.PREFER, Parameters.IDEMPOTENCY_KEY)
                .body("The records and their schema.", json(component(ANY_BULK_ENVELOPE)))
                .answers(
                        200,
                        "Some were rejected, or nothing was to be stored: the report says.",
                        json(component(ANY_REPORT)),
                        ResponseHeader.PREFERENCE_APPLIED,
                        ResponseHeader.IDEMPOTENCY_REPLAYED)
                .answers(
                        201,
                        "All are stored, and durable.",
                        json(component(ANY_REPORT)),
                        ResponseHeader.PREFERENCE_APPLIED,
                        ResponseHeader.IDEMPOTENCY_REPLAYED)
                .problems(ProblemType.INVALID_BULK);
        if (unique()) {
            operation.problems(
                    new ProblemShape(ProblemType.DUPLICATE_RECORD, ProblemShape.Of.BULK));
        }
        return done(operation);
    }

    /** With what can go wrong wherever a body names its schema. */
    private Map<String, @Nullable Object> done(OperationObject operation) {
        return operation
                .problems(
                        ProblemType.MALFORMED_REQUEST,
                        ProblemType.INVALID_QUERY,
                        ProblemType.UNKNOWN_SCHEMA,
                        ProblemType.NOT_ACCEPTABLE,
                        ProblemType.REQUEST_IN_PROGRESS,
                        ProblemType.TOO_LARGE,
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        ProblemType.OVERLOADED,
                        ProblemType.STORAGE_UNAVAILABLE)
                .refusable();
    }

    private boolean unique() {
        return writable.stream().anyMatch(schema -> !schema.schema().uniqueKeys().isEmpty());
    }

    /** That part of any schema, told apart by the schema's name. */
    private Map<String, @Nullable Object> anyOf(Part part) {
        Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
        writable.forEach(
                schema ->
                        mapping.put(
                                schema.name(),
                                "#/components/schemas/" + names.of(schema.schema(), part)));
        return object(
                "oneOf",
                writable.stream().map(schema -> schema.part(part)).toList(),
                "discriminator",
                object("propertyName", "schema_name", "mapping", mapping));
    }

    private static Map<String, @Nullable Object> overview() {
        Map<String, @Nullable Object> lists = arrayOf(arrayOf(text()));
        return object(
                "type",
                "object",
                "description",
                "What records of a schema have, and by what they are found.",
                "properties",
                object(
                        "name", text(),
                        "title", textOrNull(),
                        "description", textOrNull(),
                        "properties", arrayOf(component(PROPERTY)),
                        "indexes", lists,
                        "unique_keys", lists,
                        "cluster", arrayOf(text())),
                "required",
                List.of(
                        "name",
                        "title",
                        "description",
                        "properties",
                        "indexes",
                        "unique_keys",
                        "cluster"));
    }

    private static Map<String, @Nullable Object> property() {
        List<String> types =
                Stream.concat(
                                Arrays.stream(BasicType.values()).map(BasicType::toString),
                                Stream.of("decimal"))
                        .toList();
        return object(
                "type",
                "object",
                "description",
                "A property of a schema.",
                "properties",
                object(
                        "name", text(),
                        "type", JsonObjects.oneOfTexts(types),
                        "precision", object("type", "integer", "description", "Of a decimal."),
                        "scale", object("type", "integer", "description", "Of a decimal."),
                        "required", object("type", "boolean"),
                        "nullable", object("type", "boolean"),
                        "title", textOrNull(),
                        "description", textOrNull()),
                "required",
                List.of("name", "type", "required", "nullable", "title", "description"));
    }

    private static Map<String, @Nullable Object> text() {
        return object("type", "string");
    }

    private static Map<String, @Nullable Object> textOrNull() {
        return object("type", List.of("string", "null"));
    }

    private static Map<String, @Nullable Object> json(Map<String, @Nullable Object> schema) {
        return DescribedSchema.content(DescribedSchema.JSON, schema, Optional.empty());
    }
}
