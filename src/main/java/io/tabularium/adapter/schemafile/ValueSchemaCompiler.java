package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.json.Json;
import io.tabularium.domain.json.Json.Kind;
import io.tabularium.domain.schema.ArrayRule;
import io.tabularium.domain.schema.CombinedRule;
import io.tabularium.domain.schema.NumberRule;
import io.tabularium.domain.schema.ObjectRule;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Rule;
import io.tabularium.domain.schema.TextFormat;
import io.tabularium.domain.schema.TextRule;
import io.tabularium.domain.schema.ValueRule;
import io.tabularium.domain.schema.ValueRule.Meaning;
import io.tabularium.domain.schema.ValueSchema;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Compiles nested schemas, and the keywords of properties that mean the same as nested. */
final class ValueSchemaCompiler {

    private final Faults faults;
    private final References references;

    ValueSchemaCompiler(Faults faults, References references) {
        this.faults = faults;
        this.references = references;
    }

    /**
     * Compiles a nested schema.
     *
     * @param keyword the keyword it stands under, which the schema {@code false} is a violation of
     */
    ValueSchema compile(@Nullable Object json, Pointer at, String keyword) {
        ValueSchema schema =
                switch (json) {
                    case Boolean allowed ->
                            allowed
                                    ? ValueSchema.ANYTHING
                                    : new ValueSchema(List.of(new ValueRule.Never(keyword)), null);
                    case Map<?, ?> members -> compile(new SchemaNode(members, at, faults));
                    case null, default -> {
                        faults.add(at, keyword, "must hold a schema: an object, true or false");
                        yield ValueSchema.ANYTHING;
                    }
                };
        references.define(at, schema);
        return schema;
    }

    private ValueSchema compile(SchemaNode node) {
        DeclaredType type = DeclaredType.of(node);
        List<Rule> rules = new ArrayList<>();
        for (String name : node.keywords()) {
            Optional<Keyword> keyword = Keyword.named(name);
            if (keyword.isEmpty()) {
                node.fault(name, "is not supported");
            } else if (keyword.get().role() == Keyword.Role.PROPERTY) {
                node.fault(name, "is for properties of the record, not for what is nested in one");
            } else {
                compile(keyword.get(), node, type).ifPresent(rules::add);
            }
        }
        Contradictions.report(node);
        Optional<PropertyType> scalar = type.single(node).filter(PropertyType::isScalar);
        return new ValueSchema(rules, scalar.orElse(null));
    }

    /** The rule that a keyword stands for; empty for annotations and where there is a fault. */
    Optional<Rule> compile(Keyword keyword, SchemaNode node, DeclaredType type) {
        if (keyword.kind().isPresent() && !type.allows(keyword.kind().get())) {
            node.fault(keyword.text(), "does not apply to this type");
            return Optional.empty();
        }
        String name = keyword.text();
        return switch (keyword) {
            case COMMENT, TITLE, DESCRIPTION, EXAMPLES, DEPRECATED -> {
                Annotations.check(keyword, node);
                yield Optional.empty();
            }
            case DEFAULT, INDEXED, UNIQUE -> throw new IllegalArgumentException(name);
            case TYPE -> Optional.of(new ValueRule.Type(type.kinds()));
            case ENUM -> enumeration(node, Json::comparable);
            case CONST -> constant(node, Json::comparable);
            case FORMAT -> format(node);
            case PATTERN -> pattern(node);
            case MIN_LENGTH -> count(node, name, TextRule.MinLength::new);
            case MAX_LENGTH -> count(node, name, TextRule.MaxLength::new);
            case MINIMUM -> number(node, name, NumberRule.Minimum::new);
            case MAXIMUM -> number(node, name, NumberRule.Maximum::new);
            case EXCLUSIVE_MINIMUM -> number(node, name, NumberRule.ExclusiveMinimum::new);
            case EXCLUSIVE_MAXIMUM -> number(node, name, NumberRule.ExclusiveMaximum::new);
            case MULTIPLE_OF -> multipleOf(node);
            case PRECISION -> precision(node, type);
            case SCALE -> scale(node);
            case MIN_ITEMS -> count(node, name, ArrayRule.MinItems::new);
            case MAX_ITEMS -> count(node, name, ArrayRule.MaxItems::new);
            case UNIQUE_ITEMS ->
                    node.flag(name) ? Optional.of(new ArrayRule.UniqueItems()) : Optional.empty();
            case ITEMS ->
                    Optional.of(new ArrayRule.Items(compile(node.get(name), node.at(name), name)));
            case MIN_PROPERTIES -> count(node, name, ObjectRule.MinProperties::new);
            case MAX_PROPERTIES -> count(node, name, ObjectRule.MaxProperties::new);
            case PROPERTIES -> Optional.of(new ObjectRule.Properties(members(node, name)));
            case REQUIRED -> Optional.of(new ObjectRule.Required(node.names(name)));
            case ADDITIONAL_PROPERTIES -> Optional.of(additionalProperties(node));
            case ALL_OF -> Optional.of(new CombinedRule.AllOf(alternatives(node, name)));
            case ANY_OF -> Optional.of(new CombinedRule.AnyOf(alternatives(node, name)));
            case ONE_OF -> Optional.of(new CombinedRule.OneOf(alternatives(node, name)));
            case NOT -> Optional.of(new CombinedRule.Not(sameValue(node, node.at(name), name)));
            case REF -> node.text(name).map(target -> references.refer(node, target));
        };
    }

    /** The schemas of an object of schemas, by name. */
    Map<String, ValueSchema> members(SchemaNode node, String keyword) {
        Map<String, ValueSchema> schemas = new LinkedHashMap<>();
        node.object(keyword)
                .forEach(
                        (key, schema) -> {
                            String name = (String) key;
                            Pointer place = node.at(keyword).child(name);
                            node.requireStorableName(name, place, keyword);
                            schemas.put(name, compile(schema, place, keyword));
                        });
        return schemas;
    }

    private List<ValueSchema> alternatives(SchemaNode node, String keyword) {
        List<ValueSchema> schemas = new ArrayList<>();
        for (Object schema : node.elements(keyword)) {
            Pointer place = node.at(keyword).child(schemas.size());
            references.applies(node.at(), place);
            schemas.add(compile(schema, place, keyword));
        }
        return schemas;
    }

    private ValueSchema sameValue(SchemaNode node, Pointer place, String keyword) {
        references.applies(node.at(), place);
        return compile(node.get(keyword), place, keyword);
    }

    private Rule additionalProperties(SchemaNode node) {
        HashSet<String> named = new HashSet<>();
        if (node.get("properties") instanceof Map<?, ?> declared) {
            declared.keySet().forEach(name -> named.add((String) name));
        }
        String keyword = "additionalProperties";
        return new ObjectRule.AdditionalProperties(
                named, compile(node.get(keyword), node.at(keyword), keyword));
    }

    static Optional<Rule> constant(SchemaNode node, Meaning meaning) {
        node.requireStorable("const");
        return Optional.of(new ValueRule.Constant(node.get("const"), meaning));
    }

    static Optional<Rule> enumeration(SchemaNode node, Meaning meaning) {
        node.requireStorable("enum");
        HashSet<@Nullable Object> values = new HashSet<>(node.elements("enum"));
        ValueRule.OneOfValues rule = new ValueRule.OneOfValues(values, meaning);
        if (rule.values().size() < node.elements("enum").size()) {
            node.fault("enum", "lists the same value twice");
        }
        return Optional.of(rule);
    }

    private static Optional<Rule> format(SchemaNode node) {
        Optional<String> name = node.text("format");
        Optional<TextFormat> format = name.flatMap(TextFormat::named);
        if (name.isPresent() && format.isEmpty()) {
            node.fault("format", "is none of " + TextFormat.names());
        }
        return format.map(known -> new TextRule.Format(known.keyword(), known::accepts));
    }

    private static Optional<Rule> pattern(SchemaNode node) {
        Optional<String> source = node.text("pattern");
        try {
            return source.map(text -> new TextRule.Pattern(text, EcmaPattern.compile(text)));
        } catch (IllegalArgumentException refused) {
            node.fault("pattern", "is no regular expression: " + refused.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Rule> multipleOf(SchemaNode node) {
        Optional<BigDecimal> divisor = node.number("multipleOf");
        if (divisor.isPresent() && divisor.get().signum() <= 0) {
            node.fault("multipleOf", "must be more than 0");
            return Optional.empty();
        }
        return divisor.map(NumberRule.MultipleOf::new);
    }

    private static Optional<Rule> precision(SchemaNode node, DeclaredType type) {
        if (!type.kinds().contains(Kind.NUMBER) || !node.has("type")) {
            node.fault("x-precision", "goes with the type number");
            return Optional.empty();
        }
        if (!node.has("x-scale")) {
            node.fault("x-precision", "goes with x-scale");
            return Optional.empty();
        }
        Optional<Rule> rule = DeclaredType.decimal(node).map(NumberRule.Decimal::new);
        if (rule.isEmpty()) {
            node.fault("x-precision", "must be 1 to 38 with an x-scale of 0 to x-precision");
        }
        return rule;
    }

    private static Optional<Rule> scale(SchemaNode node) {
        if (!node.has("x-precision")) {
            node.fault("x-scale", "goes with x-precision");
        }
        return Optional.empty();
    }

    private static Optional<Rule> count(SchemaNode node, String name, LongFunction<Rule> rule) {
        return node.count(name).map(rule::apply);
    }

    private static Optional<Rule> number(
            SchemaNode node, String name, Function<BigDecimal, Rule> rule) {
        return node.number(name).map(rule);
    }
}
