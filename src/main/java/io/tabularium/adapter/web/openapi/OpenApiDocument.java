package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.adapter.key.Grants;
import io.tabularium.adapter.key.Use;
import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.openapi.OperationObject.OperationContext;
import io.tabularium.adapter.web.openapi.part.ComponentNames;
import io.tabularium.adapter.web.openapi.part.ResponseHeader;
import io.tabularium.adapter.web.openapi.part.Security;
import io.tabularium.adapter.web.openapi.part.UsedComponents;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the document together. Used by one thread. */
final class OpenApiDocument {

    private static final String DESCRIPTION =
            """
            Typed records, one set of paths for each schema.

            - Writes are durable once they are answered. `If-Match` with an `ETag` makes them \
            conditional, `Idempotency-Key` makes a POST safe to send again.
            - Problems are `application/problem+json` (RFC 9457), each violation with the JSON \
            pointer into the data and the keyword that it breaks.
            - Bodies may be gzip-encoded, and answers are where `Accept-Encoding` allows it.
            """;

    private final Grants grants;
    private final Limits limits;
    private final OperationContext context;
    private final Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> tags = new ArrayList<>();

    private OpenApiDocument(Grants grants, boolean secured, Limits limits) {
        this.grants = grants;
        this.limits = limits;
        this.context = new OperationContext(new ProblemResponses(), secured);
    }

    /**
     * The document for one caller.
     *
     * @param all every schema in force, of which the caller may not see every one
     * @param secured whether credentials are needed
     * @param version of the software
     */
    static Map<String, @Nullable Object> of(
            List<Schema> all, Grants grants, boolean secured, Limits limits, String version) {
        return new OpenApiDocument(grants, secured, limits).make(all, version);
    }

    private Map<String, @Nullable Object> make(List<Schema> all, String version) {
        ComponentNames names = new ComponentNames(all, commonNames());
        List<DescribedSchema> usable =
                all.stream()
                        .filter(this::isUsable)
                        .map(
                                schema ->
                                        new DescribedSchema(
                                                schema, names, new RecordExamples(schema)))
                        .toList();
        addGeneric(names, usable);
        usable.forEach(this::add);
        schemas.putAll(QueryComponents.common());
        schemas.putAll(context.problems().schemas());
        schemas.put(BulkReportSchema.FAULT, BulkReportSchema.fault());
        parameters.putAll(Parameters.components());
        parameters.putAll(QueryParameters.common(limits.query()));
        return UsedComponents.only(
                object(
                        "openapi",
                        "3.1.0",
                        "info",
                        info(version),
                        "servers",
                        List.of(object("url", "/", "description", "This server.")),
                        "security",
                        context.secured() ? Optional.of(Security.requirements()) : Optional.empty(),
                        "tags",
                        tags,
                        "paths",
                        paths,
                        "components",
                        components()));
    }

    private boolean isUsable(Schema schema) {
        return grants.allow(Use.READ, schema.name()) || grants.allow(Use.WRITE, schema.name());
    }

    private void addGeneric(ComponentNames names, List<DescribedSchema> usable) {
        List<DescribedSchema> writable =
                usable.stream()
                        .filter(schema -> grants.allow(Use.WRITE, schema.schema().name()))
                        .toList();
        GenericOperations generic = new GenericOperations(context, names, writable);
        paths.putAll(generic.paths());
        schemas.putAll(generic.components());
        tags.add(tag(names.tagOfSchemas(), "The schemas themselves."));
        if (!writable.isEmpty()) {
            tags.add(tag(names.tagOfRecords(), "Records of any schema, which the body names."));
        }
    }

    private void add(DescribedSchema described) {
        Schema schema = described.schema();
        QueryFields fields = new QueryFields(schema);
        QueryParameters queries = new QueryParameters(described, fields, limits.query());
        RecordComponents records = new RecordComponents(schema, described.names());
        schemas.putAll(records.answered());
        schemas.putAll(records.found());
        schemas.putAll(records.sent());
        schemas.putAll(records.nested());
        schemas.putAll(
                new QueryComponents(schema, described.names(), fields, limits.query())
                        .components());
        parameters.putAll(queries.components());
        paths.putAll(
                new RecordPaths(
                                described,
                                new ReadOperations(described, queries, context),
                                new WriteOperations(described, context, limits),
                                grants)
                        .paths());
        String description = schema.description();
        String title = schema.title();
        tags.add(
                tag(
                        described.tag(),
                        description != null
                                ? description
                                : title != null ? title : "Records of " + schema.name() + "."));
    }

    private Map<String, @Nullable Object> components() {
        return object(
                "schemas",
                schemas,
                "parameters",
                parameters,
                "headers",
                ResponseHeader.components(),
                "responses",
                context.problems().components(),
                "securitySchemes",
                Security.schemes());
    }

    /** The names of all components that are of no schema's own. */
    private static List<String> commonNames() {
        List<String> names = new ArrayList<>(QueryComponents.common().keySet());
        names.addAll(ProblemShape.common().keySet());
        names.addAll(List.of("AnyEnvelope", "AnyBulkEnvelope", "AnyRecord", "AnyReport"));
        names.addAll(List.of("SchemaOverview", "PropertyOverview", BulkReportSchema.FAULT));
        return names;
    }

    private static Map<String, @Nullable Object> tag(String name, String description) {
        return object("name", name, "description", description);
    }

    private static Map<String, @Nullable Object> info(String version) {
        return object(
                "title",
                "Tabularium",
                "version",
                version,
                "summary",
                "A fast, strict records API, described by schema files.",
                "description",
                DESCRIPTION,
                "contact",
                object("name", "Tabularium"),
                "license",
                object("name", "Apache License 2.0", "identifier", "Apache-2.0"));
    }
}
