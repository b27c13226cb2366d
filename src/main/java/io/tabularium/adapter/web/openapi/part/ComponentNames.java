package io.tabularium.adapter.web.openapi.part;

import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names that each schema has as a tag and its parts have among the components. They become
 * names of classes and of files in generated clients, so that no two differ in case or in
 * underscores alone. All schemas are named at once, those included that a caller may not see: a
 * name says the same to everyone. Immutable.
 */
public final class ComponentNames {

    private final Map<SchemaName, String> bases = new HashMap<>();
    private final Map<SchemaName, String> tags = new HashMap<>();
    private final Map<SchemaName, Map<Part, String>> parts = new HashMap<>();
    private final Map<SchemaName, Map<String, String>> properties = new HashMap<>();
    private final Map<SchemaName, Map<String, String>> definitions = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final String tagOfSchemas;
    private final String tagOfRecords;

    /** What a schema is described in. */
    public enum Part {
        /** A whole record. */
        RECORD,
        /** The data of a whole record. */
        DATA,
        /** What a record is created from or replaced by. */
        DRAFT,
        /** The data of a record with the schema's name, for the path of all schemas. */
        ENVELOPE,
        /** The data of records with the schema's name. */
        BULK_ENVELOPE,
        /** A JSON Merge Patch of the data. */
        PATCH,
        /** A record in a page or a stream, of which a query may have asked for a part. */
        ITEM,
        /** The data of such a record. */
        SELECTION,
        PAGE,
        /** A query as a body. */
        QUERY,
        FILTER,
        /** A criterion of an order. */
        SORT,
        /** The name of a property. */
        FIELD,
        COUNT,
        /** What a bulk load did. */
        REPORT;

        private String suffix() {
            return pascal(name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param common names that other components have
     */
    public ComponentNames(List<Schema> schemas, Collection<String> common) {
        common.forEach(this::claim);
        Set<String> takenBases = new HashSet<>();
        for (Schema schema : schemas) {
            String name = schema.name().value();
            String plain = pascal(name);
            String base = unused(plain, takenBases);
            bases.put(schema.name(), base);
            String number = base.substring(plain.length());
            tags.put(
                    schema.name(),
                    number.isEmpty() ? name : name + "_" + number.toLowerCase(Locale.ROOT));
        }
        this.tagOfSchemas = generic("schemas", "all_schemas", takenBases);
        this.tagOfRecords = generic("records", "any_records", takenBases);
        schemas.forEach(this::nameParts);
        schemas.forEach(this::nameNested);
    }

    /** Also the first part of its operations' identifiers. */
    public String tag(Schema schema) {
        return known(tags, schema);
    }

    /** The tag of what is about schemas, which gives way to a schema of that name. */
    public String tagOfSchemas() {
        return tagOfSchemas;
    }

    /** The tag of what is about records of any schema, which gives way likewise. */
    public String tagOfRecords() {
        return tagOfRecords;
    }

    public String of(Schema schema, Part part) {
        return Objects.requireNonNull(known(parts, schema).get(part));
    }

    /** Of the values of an object or array property. */
    public String of(Schema schema, Property property) {
        return Objects.requireNonNull(known(properties, schema).get(property.name().value()));
    }

    /** Of a schema in {@code $defs}. */
    public String ofDefinition(Schema schema, String definition) {
        return Objects.requireNonNull(known(definitions, schema).get(definition));
    }

    /** In the manner of Java's classes: {@code well_production} is {@code WellProduction}. */
    public static String pascal(String name) {
        return Arrays.stream(name.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private void nameParts(Schema schema) {
        String base = Objects.requireNonNull(bases.get(schema.name()));
        parts.put(
                schema.name(),
                Arrays.stream(Part.values())
                        .collect(
                                Collectors.toMap(
                                        part -> part, part -> claim(base + part.suffix()))));
    }

    private void nameNested(Schema schema) {
        String base = Objects.requireNonNull(bases.get(schema.name()));
        Map<String, String> ofProperties = new HashMap<>();
        for (Property property : schema.properties()) {
            if (!property.type().isScalar()) {
                String name = property.name().value();
                ofProperties.put(name, claim(base + pascal(name)));
            }
        }
        properties.put(schema.name(), ofProperties);
        Map<String, String> ofDefinitions = new HashMap<>();
        if (schema.definition().get("$defs") instanceof Map<?, ?> declared) {
            declared.forEach(
                    (name, definition) ->
                            ofDefinitions.put(
                                    (String) name,
                                    claim(base + pascal((String) name) + "Definition")));
        }
        definitions.put(schema.name(), ofDefinitions);
    }

    private static String generic(String wanted, String otherwise, Set<String> takenBases) {
        if (takenBases.add(wanted)) {
            return wanted;
        }
        String name = otherwise;
        for (int i = 2; !takenBases.add(pascal(name).toLowerCase(Locale.ROOT)); i++) {
            name = otherwise + "_n" + i;
        }
        return name;
    }

    private String claim(String name) {
        return unused(name, taken);
    }

    private static String unused(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = name + "N" + i;
        }
        return candidate;
    }

    private static <T> T known(Map<SchemaName, T> map, Schema schema) {
        @Nullable T value = map.get(schema.name());
        if (value == null) {
            throw new IllegalArgumentException("a schema without names: " + schema);
        }
        return value;
    }
}
