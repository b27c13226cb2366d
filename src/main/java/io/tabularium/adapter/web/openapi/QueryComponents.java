package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.oneOfTexts;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import io.tabularium.adapter.web.openapi.part.ComponentNames;
import io.tabularium.adapter.web.openapi.part.ComponentNames.Part;
import io.tabularium.adapter.web.query.Operator;
import io.tabularium.adapter.web.query.QueryLimits;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The components by which records of one schema are asked for. */
final class QueryComponents {

    static final String OPERATOR = "Operator";

    private final Schema schema;
    private final ComponentNames names;
    private final QueryFields fields;
    private final QueryLimits limits;

    QueryComponents(Schema schema, ComponentNames names, QueryFields fields, QueryLimits limits) {
        this.schema = schema;
        this.names = names;
        this.fields = fields;
        this.limits = limits;
    }

    /** Those that every schema's refer to. */
    static Map<String, @Nullable Object> common() {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        components.put(
                OPERATOR,
                oneOfTexts(Arrays.stream(Operator.values()).map(Operator::text).toList()));
        for (ValueKind kind : ValueKind.values()) {
            components.put(kind.shorthandName(), kind.shorthand());
            components.put(kind.conditionName(), kind.condition());
        }
        return components;
    }

    Map<String, @Nullable Object> components() {
        return object(
                names.of(schema, Part.FIELD), field(),
                names.of(schema, Part.FILTER), filter(),
                names.of(schema, Part.SORT), sort(),
                names.of(schema, Part.QUERY), query());
    }

    private Map<String, @Nullable Object> field() {
        return with(
                oneOfTexts(
                        schema.properties().stream()
                                .map(property -> property.name().value())
                                .toList()),
                "description",
                "A property of `%s`.".formatted(schema.name()));
    }

    /**
     * One object for conditions and groups, told apart by what depends on their members: generators
     * of clients make one plain class of it.
     */
    private Map<String, @Nullable Object> filter() {
        Map<String, @Nullable Object> self = component(names.of(schema, Part.FILTER));
        Map<String, @Nullable Object> alone = object("maxProperties", 1);
        Map<String, @Nullable Object> filter =
                object(
                        "type",
                        "object",
                        "description",
                        "A condition (`field`, `operator`, `value`), or a group: `and`, `or`, `not`."
                                + " Conditions that meet null are unknown, and only true matches.",
                        "properties",
                        object(
                                "field",
                                object(
                                        "type",
                                        "string",
                                        "description",
                                        "A property, a metadata field such as `_created_at`, or a"
                                                + " dotted path into an object property.",
                                        "pattern",
                                        "^(?:" + fields.pattern() + ")$"),
                                "operator",
                                component(OPERATOR),
                                "value",
                                object(
                                        "description",
                                        "Of the field's type; a list for `in`, `not_in` and"
                                                + " `between`; absent for `is_null` and"
                                                + " `is_not_null`."),
                                "and",
                                arrayOf(self),
                                "or",
                                arrayOf(self),
                                "not",
                                self),
                        "additionalProperties",
                        false,
                        "minProperties",
                        1,
                        "dependentRequired",
                        object(
                                "field", List.of("operator"),
                                "operator", List.of("field"),
                                "value", List.of("field")),
                        "dependentSchemas",
                        object("and", alone, "or", alone, "not", alone));
        filter.putAll(typed());
        return filter;
    }

    /** What operator and value may be, by the kind of the field: a chain of cases. */
    private Map<String, @Nullable Object> typed() {
        Map<String, @Nullable Object> chain = object();
        for (ValueKind kind : List.of(ValueKind.values()).reversed()) {
            List<String> references = fields.references(kind);
            if (!references.isEmpty()) {
                Map<String, @Nullable Object> of =
                        object(
                                "properties",
                                object("field", object("enum", references)),
                                "required",
                                List.of("field"));
                Optional<?> others = chain.isEmpty() ? Optional.empty() : Optional.of(chain);
                chain = object("if", of, "then", component(kind.conditionName()), "else", others);
            }
        }
        return chain;
    }

    private Map<String, @Nullable Object> sort() {
        return object(
                "type",
                "object",
                "description",
                "A criterion of an order. Nulls come last.",
                "properties",
                object(
                        "field",
                        object(
                                "type",
                                "string",
                                "pattern",
                                "^(?:" + fields.sortablePattern() + ")$"),
                        "order",
                        with(oneOfTexts(List.of("asc", "desc")), "default", "asc")),
                "required",
                List.of("field"),
                "additionalProperties",
                false);
    }

    private Map<String, @Nullable Object> query() {
        return object(
                "type",
                "object",
                "description",
                "A query of `%s`; without members, every record.".formatted(schema.name()),
                "properties",
                object(
                        "filters",
                        with(
                                arrayOf(component(names.of(schema, Part.FILTER))),
                                "description",
                                "All must hold. At most %d conditions."
                                        .formatted(limits.maxConditions())),
                        "sort",
                        with(
                                arrayOf(component(names.of(schema, Part.SORT))),
                                "maxItems",
                                limits.maxSortFields()),
                        "fields",
                        with(arrayOf(component(names.of(schema, Part.FIELD))), "minItems", 1),
                        "page",
                        QueryParameters.page(),
                        "size",
                        QueryParameters.size(limits),
                        "cursor",
                        QueryParameters.cursor(),
                        "count",
                        QueryParameters.count()),
                "dependentSchemas",
                object("cursor", object("not", object("required", List.of("page")))),
                "additionalProperties",
                false);
    }
}
