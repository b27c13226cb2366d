package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Verdict;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * A compiled nested schema: every rule must hold.
 *
 * @param type the type that a condition on such a value has, where the schema fixes a scalar one; a
 *     nested value stays JSON and is only compared as that type
 */
public record ValueSchema(List<Rule> rules, @Nullable PropertyType type) {

    public static final ValueSchema ANYTHING = new ValueSchema(List.of(), null);

    public ValueSchema {
        rules = List.copyOf(rules);
    }

    public void check(@Nullable Object value, Pointer at, Violations violations) {
        for (Rule rule : rules) {
            rule.check(value, at, violations);
        }
    }

    /**
     * Judges the value and reports nothing. A value that violates one rule violates the schema,
     * also if another rule cannot be decided.
     *
     * @param violations of the record, whose budgets are used
     */
    public Verdict judge(@Nullable Object value, Pointer at, Violations violations) {
        Violations probe = violations.probe();
        for (Rule rule : rules) {
            rule.check(value, at, probe);
            if (probe.verdict() == Verdict.VIOLATED) {
                return Verdict.VIOLATED;
            }
        }
        return probe.verdict();
    }

    /** The schema of a member, followed through references; empty where none is declared. */
    public Optional<ValueSchema> member(String name) {
        for (Rule rule : rules) {
            Optional<ValueSchema> found =
                    switch (rule) {
                        case ObjectRule.Properties properties ->
                                Optional.ofNullable(properties.schemas().get(name));
                        case CombinedRule.Reference reference ->
                                reference.target().get().member(name);
                        case ObjectRule.Required _,
                                ObjectRule.AdditionalProperties _,
                                ObjectRule.MinProperties _,
                                ObjectRule.MaxProperties _,
                                CombinedRule.AllOf _,
                                CombinedRule.AnyOf _,
                                CombinedRule.OneOf _,
                                CombinedRule.Not _,
                                ValueRule _,
                                TextRule _,
                                NumberRule _,
                                ArrayRule _ ->
                                Optional.empty();
                    };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The scalar type that this schema fixes, itself or through a reference. */
    public Optional<PropertyType> scalarType() {
        if (type != null) {
            return Optional.of(type);
        }
        return rules.stream()
                .filter(CombinedRule.Reference.class::isInstance)
                .map(rule -> ((CombinedRule.Reference) rule).target().get())
                .flatMap(target -> target.scalarType().stream())
                .findFirst();
    }
}
