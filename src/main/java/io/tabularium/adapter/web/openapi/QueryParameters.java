package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.oneOfTexts;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import io.tabularium.adapter.web.openapi.part.ComponentNames.Part;
import io.tabularium.adapter.web.query.QueryLimits;
import io.tabularium.domain.query.Field;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters by which records of one schema are asked for in a query string. */
final class QueryParameters {

    private static final String PAGE = "Page";
    private static final String SIZE = "Size";
    private static final String CURSOR = "Cursor";
    private static final String COUNT = "Count";
    private static final String LIMIT = "Limit";

    private final DescribedSchema schema;
    private final QueryFields fields;
    private final QueryLimits limits;

    QueryParameters(DescribedSchema schema, QueryFields fields, QueryLimits limits) {
        this.schema = schema;
        this.fields = fields;
        this.limits = limits;
    }

    /** Those that every schema's pages and streams have. */
    static Map<String, @Nullable Object> common(QueryLimits limits) {
        return object(
                PAGE,
                query("page", "The number of the page; not together with `cursor`.", page()),
                SIZE,
                query("size", "Records of a page; more than the most is refused.", size(limits)),
                CURSOR,
                query("cursor", "`next_cursor` of the page before.", cursor()),
                COUNT,
                query("count", "Whether `total` is told.", count()),
                LIMIT,
                query("limit", "The most records to stream.", page()));
    }

    static Map<String, @Nullable Object> page() {
        return object("type", "integer", "format", "int64", "minimum", 1);
    }

    static Map<String, @Nullable Object> size(QueryLimits limits) {
        return object(
                "type",
                "integer",
                "format",
                "int32",
                "minimum",
                1,
                "maximum",
                limits.maxPageSize(),
                "default",
                limits.defaultPageSize());
    }

    static Map<String, @Nullable Object> cursor() {
        return object(
                "type",
                "string",
                "pattern",
                "^[A-Za-z0-9_-]{24,}$",
                "description",
                "`next_cursor` of the page before, for the same filters and order.");
    }

    static Map<String, @Nullable Object> count() {
        return with(
                oneOfTexts(List.of("exact", "none")),
                "description",
                "Whether `total` is told: `none` by default with a cursor, `exact` otherwise.");
    }

    /** The schema's own, by the names of their components. */
    Map<String, @Nullable Object> components() {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        components.put(key("filters"), filters());
        components.put(key("sort"), sort());
        components.put(key("fields"), narrowing());
        fields.withParameter().forEach(field -> components.put(key(field), condition(field)));
        return components;
    }

    List<Map<String, @Nullable Object>> ofPages() {
        return references(
                List.of(key("filters"), key("sort"), key("fields"), PAGE, SIZE, CURSOR, COUNT));
    }

    List<Map<String, @Nullable Object>> ofStreams() {
        return references(List.of(key("filters"), key("sort"), key("fields"), LIMIT));
    }

    List<Map<String, @Nullable Object>> ofCounts() {
        return references(List.of(key("filters")));
    }

    private List<Map<String, @Nullable Object>> references(List<String> options) {
        List<String> all = new ArrayList<>(options);
        fields.withParameter().forEach(field -> all.add(key(field)));
        return all.stream().map(Parameters::reference).toList();
    }

    private Map<String, @Nullable Object> filters() {
        return query(
                "filters",
                "Conditions as JSON: an array, all of which must hold, or one condition or group.",
                object(
                        "type",
                        "string",
                        "pattern",
                        "^[ \\t\\r\\n]*[\\[{]",
                        "contentMediaType",
                        "application/json",
                        "contentSchema",
                        object(
                                "anyOf",
                                List.of(
                                        arrayOf(schema.part(Part.FILTER)),
                                        schema.part(Part.FILTER)))));
    }

    private Map<String, @Nullable Object> sort() {
        return list(
                "sort",
                "Fields, each with `-` before it for descending order. Nulls come last; ties are"
                        + " broken by order of creation.",
                with(
                        arrayOf(
                                object(
                                        "type",
                                        "string",
                                        "pattern",
                                        "^-?(?:" + fields.sortablePattern() + ")$")),
                        "minItems",
                        1,
                        "maxItems",
                        limits.maxSortFields()));
    }

    private Map<String, @Nullable Object> narrowing() {
        return list(
                "fields",
                "The properties that `data` is to have; all of them by default.",
                with(arrayOf(schema.part(Part.FIELD)), "minItems", 1));
    }

    /** An example beside the schema would be taken for a value to begin with by explorers. */
    private Map<String, @Nullable Object> condition(Field field) {
        Map<String, @Nullable Object> shorthand =
                component(ValueKind.of(field.type()).shorthandName());
        example(field).ifPresent(example -> shorthand.put("examples", List.of(example)));
        return query(field.reference(), description(field), shorthand);
    }

    private static String description(Field field) {
        return switch (field) {
            case Field.Declared(var property) when property.description() != null ->
                    "A condition on `" + field.reference() + "`: " + property.description();
            case Field.Declared _, Field.Nested _ -> "A condition on `" + field.reference() + "`.";
            case Field.Metadata _ ->
                    "A condition on the metadata field `" + field.reference() + "`.";
        };
    }

    private Optional<String> example(Field field) {
        return field instanceof Field.Declared(var property) && property.type().isScalar()
                ? schema.examples().text(property).map(text -> "eq." + text)
                : Optional.empty();
    }

    private String key(Field field) {
        return key(field.reference());
    }

    /** Schemas have no dots in their names, so that no two keys are the same. */
    private String key(String parameter) {
        return schema.name() + "." + parameter;
    }

    private static Map<String, @Nullable Object> query(
            String name, String description, Map<String, @Nullable Object> schema) {
        return object("name", name, "in", "query", "description", description, "schema", schema);
    }

    /** Items stand behind one name, with commas between them. */
    private static Map<String, @Nullable Object> list(
            String name, String description, Map<String, @Nullable Object> schema) {
        return with(query(name, description, schema), "style", "form", "explode", false);
    }
}
