package io.tabularium.domain.schema;

import io.tabularium.domain.Judgements;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Rules made of other schemas (JSON Schema Core, sections 8.2.3 and 10.2.1). */
public sealed interface CombinedRule extends Rule {

    /** {@code allOf}. */
    record AllOf(List<ValueSchema> schemas) implements CombinedRule {
        public AllOf {
            schemas = List.copyOf(schemas);
        }

        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            schemas.forEach(schema -> schema.check(value, at, violations));
        }
    }

    /** {@code anyOf}. */
    record AnyOf(List<ValueSchema> schemas) implements CombinedRule {
        public AnyOf {
            schemas = List.copyOf(schemas);
        }

        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            if (schemas.stream().noneMatch(schema -> schema.accepts(value, at, violations))) {
                violations.add(at, "anyOf", "must meet at least one of the schema's alternatives");
            }
        }
    }

    /** {@code oneOf}. */
    record OneOf(List<ValueSchema> schemas) implements CombinedRule {
        public OneOf {
            schemas = List.copyOf(schemas);
        }

        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            long met =
                    schemas.stream()
                            .filter(schema -> schema.accepts(value, at, violations))
                            .limit(2)
                            .count();
            if (met != 1) {
                violations.add(at, "oneOf", "must meet exactly one of the schema's alternatives");
            }
        }
    }

    /** {@code not}. */
    record Not(ValueSchema schema) implements CombinedRule {
        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            if (schema.accepts(value, at, violations)) {
                violations.add(at, "not", "must not meet the schema that is excluded here");
            }
        }
    }

    /**
     * {@code $ref}; resolved when it is first needed, for schemas may refer to themselves.
     *
     * @param repeats whether the target refers to itself in such a way that it may be asked of the
     *     same value several times; what is known of objects and arrays is then remembered
     */
    record Reference(Supplier<ValueSchema> target, BooleanSupplier repeats)
            implements CombinedRule {
        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            ValueSchema schema = target.get();
            if (!(value instanceof Map || value instanceof List) || !repeats.getAsBoolean()) {
                schema.check(value, at, violations);
            } else if (violations.isProbe()) {
                if (!isAccepted(schema, value, at, violations)) {
                    violations.add(at, "$ref", "must meet the schema that is referred to");
                }
            } else {
                checkOnce(schema, value, at, violations);
            }
        }

        private static boolean isAccepted(
                ValueSchema schema, Object value, Pointer at, Violations violations) {
            @Nullable Boolean known = violations.judgements().verdict(schema, value);
            if (known != null) {
                return known;
            }
            boolean accepted = schema.accepts(value, at, violations);
            violations.judgements().setVerdict(schema, value, accepted);
            return accepted;
        }

        /** Reports the violations, unless they have been reported. */
        private static void checkOnce(
                ValueSchema schema, Object value, Pointer at, Violations violations) {
            Judgements judgements = violations.judgements();
            if (judgements.report(schema, value)
                    && !Boolean.TRUE.equals(judgements.verdict(schema, value))) {
                int before = violations.count();
                schema.check(value, at, violations);
                judgements.setVerdict(schema, value, violations.count() == before);
            }
        }
    }
}
