package io.tabularium.adapter.web.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A document as its readers see it, with networknt's validator for whatever it describes. */
final class Document {

    private static final JsonMapper EXACT =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final JsonReader JSON = new JsonReader(100_000_000);

    private final Map<?, ?> root;
    private final JsonNode components;
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<Object, Schema> schemas = new HashMap<>();

    Document(String text) {
        this.root = (Map<?, ?>) JSON.read(text);
        this.components = EXACT.readTree(text).get("components");
    }

    static Document of(Map<String, ?> json) {
        return new Document(JsonWriter.toText(json));
    }

    Map<?, ?> root() {
        return root;
    }

    /** What stands at the end of a path of names and indexes; null where there is nothing. */
    Object at(Object... path) {
        Object value = root;
        for (Object step : path) {
            value =
                    switch (value) {
                        case Map<?, ?> object -> object.get(step);
                        case List<?> array -> array.get((Integer) step);
                        case null, default -> null;
                    };
        }
        return value;
    }

    /** The object at the end of such a path. */
    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    Map<String, Object> object(Object... path) {
        return (Map<String, Object>) at(path);
    }

    /** The object itself, or the one that it refers to. */
    Map<?, ?> resolved(Object json) {
        Map<?, ?> object = (Map<?, ?>) json;
        if (object.get("$ref") instanceof String reference) {
            String[] path = reference.split("/");
            Object[] steps = List.of(path).subList(1, path.length).toArray();
            Object target = at(steps);
            if (target == null) {
                throw new AssertionError(reference + " leads nowhere");
            }
            return resolved(target);
        }
        return object;
    }

    /** A component of schemas. */
    Map<String, Object> schema(String name) {
        return object("components", "schemas", name);
    }

    /** What is wrong with a JSON value by a schema of the document; empty where nothing is. */
    List<String> faults(Map<?, ?> schema, Object json) {
        return schemas
                .computeIfAbsent(schema, this::compile)
                .validate(
                        EXACT.readTree(JsonWriter.toText(json)),
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private Schema compile(Object schema) {
        ObjectNode node = (ObjectNode) EXACT.readTree(JsonWriter.toText(schema));
        ObjectNode whole = EXACT.createObjectNode();
        whole.setAll(node);
        whole.set("components", components);
        return registry.getSchema(whole);
    }
}
