package io.tabularium.domain.schema;

import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A compiled schema. Immutable and thread-safe; two schemas are equal if their names and
 * definitions are and their properties stand in the same order, which is that of a record's values.
 */
public final class Schema {

    private final SchemaName name;
    private final @Nullable String title;
    private final @Nullable String description;
    private final List<Property> properties;
    private final List<UniqueKey> uniqueKeys;
    private final List<Index> indexes;
    private final Optional<Clustering> clustering;
    private final Map<String, @Nullable Object> definition;
    private final Map<String, Property> byName;

    /**
     * @param properties in the order declared, each at its position
     * @param definition the JSON Schema this was compiled from, as {@link Json} values
     */
    public Schema(
            SchemaName name,
            List<Property> properties,
            List<UniqueKey> uniqueKeys,
            List<Index> indexes,
            Optional<Clustering> clustering,
            Map<String, @Nullable Object> definition) {
        this.name = name;
        this.title = definition.get("title") instanceof String text ? text : null;
        this.description = definition.get("description") instanceof String text ? text : null;
        this.properties = List.copyOf(properties);
        this.uniqueKeys = List.copyOf(uniqueKeys);
        this.indexes = List.copyOf(indexes);
        this.clustering = clustering;
        this.definition = definition;
        this.byName = HashMap.newHashMap(properties.size());
        for (Property property : properties) {
            if (property.position() != byName.size()) {
                throw new IllegalArgumentException(property.name() + " is not at its position");
            }
            byName.put(property.name().value(), property);
        }
    }

    public SchemaName name() {
        return name;
    }

    public @Nullable String title() {
        return title;
    }

    public @Nullable String description() {
        return description;
    }

    public List<Property> properties() {
        return properties;
    }

    public List<UniqueKey> uniqueKeys() {
        return uniqueKeys;
    }

    public List<Index> indexes() {
        return indexes;
    }

    /** The order in which records are to be stored; empty where any will do. */
    public Optional<Clustering> clustering() {
        return clustering;
    }

    /** The JSON Schema as it was written, unmodifiable. */
    public Map<String, @Nullable Object> definition() {
        return definition;
    }

    public Optional<Property> property(String propertyName) {
        return Optional.ofNullable(byName.get(propertyName));
    }

    /** The unique key over exactly these properties, in any order. */
    public Optional<UniqueKey> uniqueKey(List<String> names) {
        return uniqueKeys.stream()
                .filter(key -> key.names().size() == names.size())
                .filter(key -> Set.copyOf(names).equals(Set.copyOf(key.names())))
                .findFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema schema
                && name.equals(schema.name)
                && definition.equals(schema.definition)
                && names().equals(schema.names());
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    private List<PropertyName> names() {
        return properties.stream().map(Property::name).toList();
    }

    @Override
    public String toString() {
        return name.value();
    }
}
