package io.tabularium.domain.query;

import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.ValueSchema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Something of a record that a condition or an order can speak of. */
public sealed interface Field {

    /**
     * Digits that every number keeps in JSON, wherever it is read: those of a double. Beyond them
     * equal and unequal could not be told apart, so there are no conditions on such a decimal.
     */
    int MAX_NESTED_PRECISION = 15;

    /** The name by which the API refers to it. */
    String reference();

    /** The type of its values. */
    PropertyType type();

    /** A declared property. */
    record Declared(Property property) implements Field {
        @Override
        public String reference() {
            return property.name().value();
        }

        @Override
        public PropertyType type() {
            return property.type();
        }
    }

    /**
     * A scalar inside an object property, where the nested schema fixes its type. A stored value
     * that is not of that type counts as null.
     *
     * @param path the member names below the property, at least one
     */
    record Nested(Property property, List<String> path, PropertyType type) implements Field {
        public Nested {
            path = List.copyOf(path);
        }

        @Override
        public String reference() {
            return property.name().value() + "." + String.join(".", path);
        }
    }

    /** What every record has. */
    enum Metadata implements Field {
        ID("_id", BasicType.UUID),
        VERSION("_version", BasicType.INTEGER),
        CREATED_AT("_created_at", BasicType.INSTANT),
        UPDATED_AT("_updated_at", BasicType.INSTANT);

        private final String reference;
        private final BasicType type;

        Metadata(String reference, BasicType type) {
            this.reference = reference;
            this.type = type;
        }

        @Override
        public String reference() {
            return reference;
        }

        @Override
        public PropertyType type() {
            return type;
        }

        /** The metadata field of that name, such as {@code _id}. */
        static Optional<Field> named(String name) {
            return Arrays.stream(values())
                    .filter(field -> field.reference.equals(name))
                    .map(Field.class::cast)
                    .findFirst();
        }
    }

    /**
     * The field that a name means: a property; else a metadata field, with or without its
     * underscore; else a dotted path into an object property.
     */
    static Optional<Field> resolve(Schema schema, String name) {
        Optional<Property> property = schema.property(name);
        if (property.isPresent()) {
            return Optional.of(new Declared(property.get()));
        }
        return Metadata.named(name)
                .or(() -> Metadata.named("_" + name))
                .or(() -> nested(schema, name));
    }

    private static Optional<Field> nested(Schema schema, String name) {
        String[] parts = name.split("\\.", -1);
        Optional<Property> property = schema.property(parts[0]);
        if (parts.length < 2 || property.isEmpty() || property.get().type() != BasicType.OBJECT) {
            return Optional.empty();
        }
        List<String> path = List.of(parts).subList(1, parts.length);
        Optional<ValueSchema> leaf = Optional.of(property.get().schema());
        for (String member : path) {
            leaf = leaf.flatMap(schemaAtPath -> schemaAtPath.member(member));
        }
        return leaf.flatMap(ValueSchema::scalarType)
                .filter(Field::isComparedInJson)
                .map(type -> new Nested(property.get(), path, type));
    }

    private static boolean isComparedInJson(PropertyType type) {
        return !(type instanceof DecimalType decimal)
                || decimal.precision() <= MAX_NESTED_PRECISION;
    }
}
