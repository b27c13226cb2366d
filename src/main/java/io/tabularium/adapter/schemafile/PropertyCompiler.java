package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.json.Json;
import io.tabularium.domain.json.Json.Kind;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyName;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Rule;
import io.tabularium.domain.schema.ValueRule.Meaning;
import io.tabularium.domain.schema.ValueSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the properties of the record, which differ from nested ones in having one type. */
final class PropertyCompiler {

    private final Faults faults;
    private final ValueSchemaCompiler values;

    PropertyCompiler(Faults faults, ValueSchemaCompiler values) {
        this.faults = faults;
        this.values = values;
    }

    /** The property, or empty with a fault added where there can be none. */
    Optional<Property> compile(
            String name, @Nullable Object json, Pointer at, int position, boolean required) {
        Optional<PropertyName> propertyName = nameOf(name, at);
        if (!(json instanceof Map<?, ?> members)) {
            faults.add(at, name, "must be an object that declares a property");
            return Optional.empty();
        }
        SchemaNode node = new SchemaNode(members, at, faults);
        DeclaredType declared = DeclaredType.of(node);
        Optional<PropertyType> type = typeOf(node, declared);
        List<Rule> rules = rules(node, declared, type);
        Contradictions.report(node);
        if (propertyName.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Property(
                        propertyName.get(),
                        position,
                        type.get(),
                        node.get("title") instanceof String title ? title : null,
                        node.get("description") instanceof String text ? text : null,
                        required && !(hasNullDefault(node) && allowsNull(node, declared)),
                        declared.allows(Kind.NULL),
                        new ValueSchema(rules, null),
                        defaultValue(node, type.get())));
    }

    /**
     * Reports a default, and values of {@code enum} and {@code const}, that the property would
     * refuse. To be called when all references are known to have targets.
     */
    void checkValues(Property property, Map<?, ?> members, Pointer at) {
        SchemaNode node = new SchemaNode(members, at, faults);
        if (node.get("enum") instanceof List<?> listed) {
            listed.forEach(value -> requireType(property, value, node, "enum"));
        }
        if (node.has("const")) {
            requireType(property, node.get("const"), node, "const");
        }
        if (hasNullDefault(node) && !property.acceptsNull()) {
            node.fault("default", "is null, which the property does not allow");
        }
        if (node.get("default") != null) {
            Violations violations = new Violations();
            property.read(node.get("default"), violations);
            report(violations, node, "default");
        }
    }

    private static void requireType(
            Property property, @Nullable Object value, SchemaNode node, String keyword) {
        if (value != null) {
            Violations violations = new Violations();
            property.type().read(value, Pointer.ROOT, violations);
            report(violations, node, keyword);
        }
    }

    private static void report(Violations violations, SchemaNode node, String keyword) {
        for (Violation violation : violations.toList()) {
            node.fault(
                    keyword,
                    "has a value that the property refuses: '"
                            + violation.code()
                            + "' "
                            + violation.message());
        }
    }

    private Optional<PropertyName> nameOf(String name, Pointer at) {
        try {
            return Optional.of(new PropertyName(name));
        } catch (IllegalArgumentException refused) {
            faults.add(at, "properties", "declares what cannot be one: " + refused.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<PropertyType> typeOf(SchemaNode node, DeclaredType declared) {
        if (!node.has("type")) {
            node.fault("type", "is missing");
            return Optional.empty();
        }
        Optional<PropertyType> type = declared.single(node);
        if (type.isEmpty()) {
            node.fault("type", "must be one type, with or without null");
        }
        return type;
    }

    private List<Rule> rules(SchemaNode node, DeclaredType declared, Optional<PropertyType> type) {
        List<Rule> rules = new ArrayList<>();
        for (String name : node.keywords()) {
            Optional<Keyword> keyword = Keyword.named(name);
            if (keyword.isEmpty()) {
                node.fault(name, "is not supported");
            } else if (type.isEmpty() || applies(keyword.get(), type.get(), node)) {
                rule(keyword.get(), node, declared, type).ifPresent(rules::add);
            }
        }
        return rules;
    }

    private Optional<Rule> rule(
            Keyword keyword, SchemaNode node, DeclaredType declared, Optional<PropertyType> type) {
        return switch (keyword) {
            case DEFAULT -> {
                node.requireStorable("default");
                yield Optional.empty();
            }
            case INDEXED, UNIQUE -> {
                if (node.flag(keyword.text()) && type.isPresent() && !type.get().isScalar()) {
                    node.fault(keyword.text(), "does not apply to objects and arrays");
                }
                yield Optional.empty();
            }
            case ENUM -> ValueSchemaCompiler.enumeration(node, meaningOf(type));
            case CONST -> ValueSchemaCompiler.constant(node, meaningOf(type));
            default -> {
                Optional<Rule> rule = values.compile(keyword, node, declared);
                yield isPartOfType(keyword, type) ? Optional.empty() : rule;
            }
        };
    }

    /** Whether the type itself sees to what the keyword says. */
    private static boolean isPartOfType(Keyword keyword, Optional<PropertyType> type) {
        return switch (keyword) {
            case TYPE -> true;
            case FORMAT -> type.isPresent() && type.get() != BasicType.TEXT;
            case PRECISION, SCALE -> type.isPresent() && type.get() instanceof DecimalType;
            default -> false;
        };
    }

    private static boolean applies(Keyword keyword, PropertyType type, SchemaNode node) {
        boolean combination = keyword.role() == Keyword.Role.COMBINATION;
        boolean text = keyword.kind().filter(Kind.STRING::equals).isPresent();
        if (combination && type.isScalar()) {
            node.fault(keyword.text(), "is supported for objects and arrays, and nested in them");
            return false;
        }
        if (text && keyword != Keyword.FORMAT && isTyped(type)) {
            node.fault(keyword.text(), "does not apply to " + type.label());
            return false;
        }
        return true;
    }

    private static Meaning meaningOf(Optional<PropertyType> type) {
        return type.filter(PropertyCompiler::isTyped).map(Meaning::as).orElse(Json::comparable);
    }

    /** Whether values are written as text but are more than text. */
    private static boolean isTyped(PropertyType type) {
        return type instanceof BasicType basic
                && switch (basic) {
                    case DATE, INSTANT, LOCAL_DATE_TIME, UUID -> true;
                    case TEXT, INTEGER, DOUBLE, BOOLEAN, OBJECT, ARRAY -> false;
                };
    }

    /** Whether null meets {@code type}, {@code enum} and {@code const}. */
    private static boolean allowsNull(SchemaNode node, DeclaredType declared) {
        return declared.allows(Kind.NULL)
                && (!(node.get("enum") instanceof List<?> listed) || listed.contains(null))
                && (!node.has("const") || node.get("const") == null);
    }

    /** The default; empty where there is none, it is null, or, as is reported later, not valid. */
    private static Optional<Object> defaultValue(SchemaNode node, PropertyType type) {
        @Nullable Object json = node.get("default");
        return json == null
                ? Optional.empty()
                : Optional.ofNullable(type.read(json, Pointer.ROOT, new Violations()));
    }

    private static boolean hasNullDefault(SchemaNode node) {
        return node.has("default") && node.get("default") == null;
    }
}
