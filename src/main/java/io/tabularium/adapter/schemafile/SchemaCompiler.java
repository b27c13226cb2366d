package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.schema.Clustering;
import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.UniqueKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles one schema file, whose root describes the record. */
final class SchemaCompiler {

    static final int MAX_PROPERTIES = 500;

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> KEYWORDS =
            Set.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "title",
                    "description",
                    "examples",
                    "deprecated",
                    "type",
                    "properties",
                    "required",
                    "additionalProperties",
                    "$defs",
                    "x-unique",
                    "x-indexes",
                    "x-cluster");

    private final References references;
    private final ValueSchemaCompiler values;
    private final PropertyCompiler propertyCompiler;

    private SchemaCompiler(Faults faults) {
        this.references = new References(faults);
        this.values = new ValueSchemaCompiler(faults, references);
        this.propertyCompiler = new PropertyCompiler(faults, values);
    }

    /** The schema, or empty with a fault added where the definition is not sound. */
    static Optional<Schema> compile(
            SchemaName name, Map<String, @Nullable Object> definition, Faults faults) {
        SchemaNode root = new SchemaNode(definition, Pointer.ROOT, faults);
        Schema schema = new SchemaCompiler(faults).compile(name, definition, root);
        return faults.isEmpty() ? Optional.of(schema) : Optional.empty();
    }

    private Schema compile(
            SchemaName name, Map<String, @Nullable Object> definition, SchemaNode root) {
        checkRoot(root);
        values.members(root, "$defs");
        Map<String, Property> properties = properties(root);
        if (references.resolve()) {
            checkValues(root, properties);
        }
        GroupCompiler groups = new GroupCompiler(root, properties);
        List<List<Property>> keys = groups.compile("x-unique", "x-unique");
        List<List<Property>> indexes = groups.compile("x-indexed", "x-indexes");
        Optional<List<Property>> clustering = groups.compileOne("x-cluster");
        return new Schema(
                name,
                List.copyOf(properties.values()),
                keys.stream().map(UniqueKey::new).toList(),
                indexes.stream().map(Index::new).toList(),
                clustering.map(Clustering::new),
                definition);
    }

    private static void checkRoot(SchemaNode root) {
        for (String keyword : root.keywords()) {
            if (!KEYWORDS.contains(keyword)) {
                root.fault(keyword, "is not supported at the root");
            }
            Keyword.named(keyword)
                    .filter(known -> known.role() == Keyword.Role.ANNOTATION)
                    .ifPresent(annotation -> Annotations.check(annotation, root));
        }
        if (!"object".equals(root.get("type"))) {
            root.fault("type", "must be object at the root");
        }
        if (root.has("additionalProperties")
                && !Boolean.FALSE.equals(root.get("additionalProperties"))) {
            root.fault("additionalProperties", "can only be false at the root");
        }
        if (root.has("$schema") && !DIALECT.equals(root.get("$schema"))) {
            root.fault("$schema", "must be " + DIALECT);
        }
        root.text("$id");
    }

    private Map<String, Property> properties(SchemaNode root) {
        Map<?, ?> declared = root.object("properties");
        if (declared.isEmpty()) {
            root.fault("properties", "must declare at least one property");
        }
        if (declared.size() > MAX_PROPERTIES) {
            root.fault("properties", "declares more than " + MAX_PROPERTIES + " properties");
        }
        List<String> required = required(root, declared);
        Map<String, Property> compiled = new LinkedHashMap<>();
        Map<String, String> byLowerCase = new HashMap<>();
        for (Map.Entry<?, ?> entry : declared.entrySet()) {
            String name = (String) entry.getKey();
            Pointer at = root.at("properties").child(name);
            @Nullable String twin = byLowerCase.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (twin != null) {
                root.fault(at, "properties", "differ only in case: " + twin + " and " + name);
            }
            propertyCompiler
                    .compile(name, entry.getValue(), at, compiled.size(), required.contains(name))
                    .ifPresent(property -> compiled.put(name, property));
        }
        return compiled;
    }

    private static List<String> required(SchemaNode root, Map<?, ?> declared) {
        List<String> names = root.names("required");
        List<String> known = new ArrayList<>();
        for (String name : names) {
            if (declared.containsKey(name)) {
                known.add(name);
            } else {
                root.fault("required", "names '" + name + "', which properties does not declare");
            }
        }
        return known;
    }

    private void checkValues(SchemaNode root, Map<String, Property> properties) {
        Pointer at = root.at("properties");
        root.object("properties")
                .forEach(
                        (name, json) -> {
                            @Nullable Property property = properties.get(name);
                            if (property != null && json instanceof Map<?, ?> members) {
                                propertyCompiler.checkValues(
                                        property, members, at.child((String) name));
                            }
                        });
    }
}
