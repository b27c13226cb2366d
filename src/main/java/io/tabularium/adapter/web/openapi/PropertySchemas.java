package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import io.tabularium.adapter.web.openapi.part.ComponentNames;
import io.tabularium.adapter.web.openapi.part.SchemaRewriter;
import io.tabularium.domain.Violations;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The schemas of one schema's properties: as they are sent, and as they are answered. */
final class PropertySchemas {

    private static final List<String> COMBINATIONS =
            List.of("allOf", "anyOf", "oneOf", "not", "$ref");

    private final Schema schema;
    private final ComponentNames names;
    private final SchemaRewriter rewriter;

    PropertySchemas(Schema schema, ComponentNames names) {
        this.schema = schema;
        this.names = names;
        this.rewriter = new SchemaRewriter(name -> names.ofDefinition(schema, name));
    }

    /** Of a value that a client sends. */
    Map<String, @Nullable Object> sent(Property property) {
        Map<String, @Nullable Object> declared = declared(property);
        return declared.containsKey("default")
                ? with(stored(property), "default", declared.get("default"))
                : stored(property);
    }

    /** Of a value that is answered. */
    Map<String, @Nullable Object> answered(Property property) {
        return AnsweredForm.of(stored(property), property);
    }

    /** Of a value in a JSON Merge Patch: objects merge, anything else is replaced. */
    Map<String, @Nullable Object> patched(Property property) {
        if (property.type() != BasicType.OBJECT) {
            return stored(property);
        }
        String merges = "Merged into the object: a member with null is removed.";
        return object(
                "description",
                property.description() == null ? merges : property.description() + "\n\n" + merges,
                "type",
                property.acceptsNull() ? List.of("object", "null") : "object",
                "additionalProperties",
                true);
    }

    /** The components that the schemas of these properties refer to. */
    Map<String, @Nullable Object> components() {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        for (Property property : schema.properties()) {
            if (!property.type().isScalar()) {
                components.put(names.of(schema, property), complete(property));
            }
        }
        if (schema.definition().get("$defs") instanceof Map<?, ?> definitions) {
            definitions.forEach(
                    (name, definition) ->
                            components.put(
                                    names.ofDefinition(schema, (String) name),
                                    rewriter.rewrite(definition)));
        }
        return components;
    }

    private Map<String, @Nullable Object> stored(Property property) {
        return property.type().isScalar()
                ? complete(property)
                : component(names.of(schema, property));
    }

    private Map<String, @Nullable Object> complete(Property property) {
        Map<String, @Nullable Object> declared = declared(property);
        Map<String, @Nullable Object> result = rewriter.rewrite(declared);
        result.remove("default");
        List<?> examples = validExamples(property, declared);
        if (!examples.isEmpty()) {
            result.put("examples", examples);
        }
        if (property.type() == BasicType.DOUBLE) {
            result.put("format", "double");
        }
        return property.acceptsNull() ? nullable(result) : result;
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    private Map<String, @Nullable Object> declared(Property property) {
        Map<?, ?> properties =
                (Map<?, ?>) Objects.requireNonNull(schema.definition().get("properties"));
        return (Map<String, @Nullable Object>)
                Objects.requireNonNull(properties.get(property.name().value()));
    }

    private static List<?> validExamples(Property property, Map<String, ?> declared) {
        if (!(declared.get("examples") instanceof List<?> examples)) {
            return List.of();
        }
        return examples.stream().filter(example -> accepts(property, example)).toList();
    }

    private static boolean accepts(Property property, @Nullable Object value) {
        Violations violations = new Violations();
        property.read(value, violations);
        return violations.isEmpty();
    }

    /** The schema, but with null allowed. */
    private static Map<String, @Nullable Object> nullable(Map<String, @Nullable Object> schema) {
        if (COMBINATIONS.stream().anyMatch(schema::containsKey)) {
            return object("anyOf", List.of(schema, object("type", "null")));
        }
        Map<String, @Nullable Object> result = with(schema, "type", withNull(schema.get("type")));
        if (schema.get("enum") instanceof List<?> values) {
            result.put("enum", withNullValue(values));
        }
        if (schema.get("const") != null) {
            result.remove("const");
            result.put("enum", withNullValue(List.of(schema.get("const"))));
        }
        return result;
    }

    private static Object withNull(@Nullable Object type) {
        List<Object> types = new ArrayList<>(type instanceof List<?> list ? list : List.of(type));
        if (!types.contains("null")) {
            types.add("null");
        }
        return types;
    }

    private static List<@Nullable Object> withNullValue(List<?> values) {
        List<@Nullable Object> result = new ArrayList<>(values);
        if (!result.contains(null)) {
            result.add(null);
        }
        return result;
    }
}
