package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import io.tabularium.adapter.web.openapi.part.ComponentNames;
import io.tabularium.adapter.web.openapi.part.ComponentNames.Part;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The components that describe records of one schema, as they are sent and as they are answered.
 */
final class RecordComponents {

    private final Schema schema;
    private final ComponentNames names;
    private final PropertySchemas properties;

    RecordComponents(Schema schema, ComponentNames names) {
        this.schema = schema;
        this.names = names;
        this.properties = new PropertySchemas(schema, names);
    }

    /** What stands in answers. */
    Map<String, @Nullable Object> answered() {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        components.put(name(Part.RECORD), record("A record of `%s`.", Part.DATA));
        components.put(name(Part.DATA), data());
        return components;
    }

    /** What stands in answers to queries. */
    Map<String, @Nullable Object> found() {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        components.put(
                name(Part.ITEM),
                record(
                        "A record of `%s` that a query found; its data may have been narrowed by"
                                + " `fields`.",
                        Part.SELECTION));
        components.put(name(Part.SELECTION), selection());
        components.put(name(Part.PAGE), page());
        components.put(name(Part.COUNT), count());
        return components;
    }

    /** What is sent. */
    Map<String, @Nullable Object> sent() {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        components.put(name(Part.DRAFT), draft());
        components.put(name(Part.PATCH), patch());
        components.put(name(Part.ENVELOPE), envelope(component(name(Part.DRAFT))));
        components.put(name(Part.BULK_ENVELOPE), envelope(arrayOf(component(name(Part.DRAFT)))));
        components.put(
                name(Part.REPORT), BulkReportSchema.of(schema.name().value(), name(Part.RECORD)));
        return components;
    }

    /** The values of objects and arrays, and {@code $defs}. */
    Map<String, @Nullable Object> nested() {
        return properties.components();
    }

    private Map<String, @Nullable Object> record(String description, Part data) {
        return object(
                "type",
                "object",
                "description",
                description.formatted(schema.name()),
                "properties",
                object(
                        "id",
                        object("type", "string", "format", "uuid"),
                        "schema_name",
                        schemaName(),
                        "version",
                        object(
                                "type",
                                "integer",
                                "format",
                                "int64",
                                "minimum",
                                1,
                                "description",
                                "Grows by one with each change; in quotes, the `ETag`."),
                        "created_at",
                        object("type", "string", "format", "date-time"),
                        "updated_at",
                        object("type", "string", "format", "date-time"),
                        "data",
                        component(name(data))),
                "required",
                List.of("id", "schema_name", "version", "created_at", "updated_at", "data"));
    }

    private Map<String, @Nullable Object> data() {
        return with(
                described(properties::answered),
                "required",
                schema.properties().stream().map(property -> property.name().value()).toList());
    }

    private Map<String, @Nullable Object> selection() {
        return described(properties::answered);
    }

    private Map<String, @Nullable Object> draft() {
        List<String> required =
                schema.properties().stream()
                        .filter(Property::required)
                        .filter(property -> property.defaultValue().isEmpty())
                        .map(property -> property.name().value())
                        .toList();
        Map<String, @Nullable Object> draft = described(properties::sent);
        return required.isEmpty() ? draft : with(draft, "required", required);
    }

    private Map<String, @Nullable Object> patch() {
        return with(
                described(properties::patched),
                "description",
                "A JSON Merge Patch (RFC 7396) of the data: absent properties stay as they are.");
    }

    private Map<String, @Nullable Object> described(
            Function<Property, Map<String, @Nullable Object>> form) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        schema.properties()
                .forEach(property -> members.put(property.name().value(), form.apply(property)));
        String description = schema.description();
        return object(
                "type",
                "object",
                "description",
                description == null ? "The data of `" + schema.name() + "`." : description,
                "properties",
                members,
                "additionalProperties",
                false);
    }

    private Map<String, @Nullable Object> envelope(Map<String, @Nullable Object> data) {
        return object(
                "type",
                "object",
                "description",
                "Data with the name of its schema.",
                "properties",
                object("schema_name", schemaName(), "data", data),
                "required",
                List.of("schema_name", "data"),
                "additionalProperties",
                false);
    }

    private Map<String, @Nullable Object> page() {
        return object(
                "type",
                "object",
                "description",
                "A page of `%s`.".formatted(schema.name()),
                "properties",
                object(
                        "items",
                        arrayOf(component(name(Part.ITEM))),
                        "page",
                        number(1),
                        "size",
                        number(1),
                        "total",
                        with(
                                number(0),
                                "description",
                                "All that match; absent where it was not to be counted."),
                        "has_next",
                        object("type", "boolean"),
                        "has_previous",
                        object("type", "boolean"),
                        "next_cursor",
                        object(
                                "type",
                                List.of("string", "null"),
                                "description",
                                "Leads to the next page; null on the last one.")),
                "required",
                List.of("items", "page", "size", "has_next", "has_previous", "next_cursor"));
    }

    private Map<String, @Nullable Object> count() {
        return object(
                "type",
                "object",
                "description",
                "The number of records of `%s`.".formatted(schema.name()),
                "properties",
                object("schema_name", schemaName(), "count", number(0)),
                "required",
                List.of("schema_name", "count"));
    }

    private Map<String, @Nullable Object> schemaName() {
        return object("type", "string", "const", schema.name().value());
    }

    private static Map<String, @Nullable Object> number(int least) {
        return object("type", "integer", "format", "int64", "minimum", least);
    }

    private String name(Part part) {
        return names.of(schema, part);
    }
}
