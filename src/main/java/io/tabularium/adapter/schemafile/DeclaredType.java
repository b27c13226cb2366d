package io.tabularium.adapter.schemafile;

import io.tabularium.domain.json.Json.Kind;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.TextFormat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code type} says, with the keywords that make it more exact: {@code format}, {@code
 * x-precision}, {@code x-scale}.
 *
 * @param kinds every kind of value that is allowed; all of them where {@code type} is absent
 */
record DeclaredType(Set<Kind> kinds) {

    private static final DeclaredType ANY = new DeclaredType(EnumSet.allOf(Kind.class));

    DeclaredType {
        kinds = Set.copyOf(kinds);
    }

    /** Reads {@code type}; a value that it cannot have is a fault and then means any type. */
    static DeclaredType of(SchemaNode node) {
        if (!node.has("type")) {
            return ANY;
        }
        List<String> names =
                node.get("type") instanceof String name ? List.of(name) : node.names("type");
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String name : names) {
            Optional<Kind> kind =
                    Arrays.stream(Kind.values())
                            .filter(candidate -> candidate.keyword().equals(name))
                            .findFirst();
            if (kind.isEmpty()) {
                node.fault("type", "is no type of JSON Schema: " + name);
            }
            kind.ifPresent(kinds::add);
        }
        if (names.isEmpty()) {
            node.fault("type", "must be a type or an array of types");
        }
        return kinds.isEmpty() ? ANY : new DeclaredType(kinds);
    }

    boolean allows(Kind kind) {
        return kinds.contains(kind) || (kind == Kind.NUMBER && kinds.contains(Kind.INTEGER));
    }

    /** The one type that is declared, null aside; empty where there are several or none. */
    Optional<PropertyType> single(SchemaNode node) {
        Set<Kind> declared = EnumSet.copyOf(kinds);
        declared.remove(Kind.NULL);
        if (declared.contains(Kind.NUMBER)) {
            declared.remove(Kind.INTEGER);
        }
        if (declared.size() != 1) {
            return Optional.empty();
        }
        return switch (declared.iterator().next()) {
            case STRING -> Optional.of(textType(node));
            case INTEGER -> Optional.of(BasicType.INTEGER);
            case NUMBER -> Optional.of(numberType(node));
            case BOOLEAN -> Optional.of(BasicType.BOOLEAN);
            case OBJECT -> Optional.of(BasicType.OBJECT);
            case ARRAY -> Optional.of(BasicType.ARRAY);
            case NULL -> throw new IllegalStateException("null was set aside");
        };
    }

    private static PropertyType textType(SchemaNode node) {
        return node.get("format") instanceof String name
                ? TextFormat.named(name).flatMap(TextFormat::type).orElse(BasicType.TEXT)
                : BasicType.TEXT;
    }

    private static PropertyType numberType(SchemaNode node) {
        return decimal(node).<PropertyType>map(type -> type).orElse(BasicType.DOUBLE);
    }

    /**
     * The exact decimal that {@code x-precision} and {@code x-scale} declare, if they are sound.
     */
    static Optional<DecimalType> decimal(SchemaNode node) {
        if (!(node.get("x-precision") instanceof Long precision)
                || !(node.get("x-scale") instanceof Long scale)
                || precision < 1
                || precision > DecimalType.MAX_PRECISION
                || scale < 0
                || scale > precision) {
            return Optional.empty();
        }
        return Optional.of(new DecimalType(precision.intValue(), scale.intValue()));
    }
}
