package io.tabularium.domain.schema;

import io.tabularium.domain.Judgements;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.Verdict;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            boolean undecided = false;
            for (ValueSchema schema : schemas) {
                Verdict verdict = schema.judge(value, at, violations);
                if (verdict == Verdict.MET) {
                    return;
                }
                undecided |= verdict == Verdict.UNDECIDED;
            }
            if (undecided) {
                violations.addUndecided(at, "takes too long to match with the alternatives");
            } else {
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
            int met = 0;
            boolean undecided = false;
            for (ValueSchema schema : schemas) {
                switch (schema.judge(value, at, violations)) {
                    case MET -> met++;
                    case UNDECIDED -> undecided = true;
                    case VIOLATED -> {
                        // does not count
                    }
                }
                if (met > 1) {
                    break;
                }
            }
            if (undecided && met <= 1) {
                violations.addUndecided(at, "takes too long to match with the alternatives");
            } else if (met != 1) {
                violations.add(at, "oneOf", "must meet exactly one of the schema's alternatives");
            }
        }
    }

    /** {@code not}. */
    record Not(ValueSchema schema) implements CombinedRule {
        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            switch (schema.judge(value, at, violations)) {
                case MET ->
                        violations.add(at, "not", "must not meet the schema that is excluded here");
                case UNDECIDED ->
                        violations.addUndecided(
                                at, "takes too long to match with the schema excluded here");
                case VIOLATED -> {
                    // as it must be
                }
            }
        }
    }

    /**
     * {@code $ref}; resolved when it is first needed, for schemas may refer to themselves.
     *
     * @param repeats which values the target may be asked of several times; how they were judged is
     *     then remembered. Known when {@code target} is.
     */
    record Reference(Supplier<ValueSchema> target, Supplier<Repeats> repeats)
            implements CombinedRule {

        private static final String TOO_MANY =
                "takes too long to check with definitions that refer to each other";

        /** Values that a definition may be asked of more than once. */
        public enum Repeats {
            NONE,
            OBJECTS_AND_ARRAYS,
            ALL
        }

        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            ValueSchema schema = target.get();
            boolean composite = value instanceof Map || value instanceof List;
            boolean repeated =
                    switch (repeats.get()) {
                        case NONE -> false;
                        case OBJECTS_AND_ARRAYS -> composite;
                        case ALL -> true;
                    };
            if (!repeated) {
                schema.check(value, at, violations);
                return;
            }
            // Equal texts or numbers in different places may be one object.
            Object key = composite ? Objects.requireNonNull(value) : at;
            if (violations.isProbe()) {
                probe(schema, value, key, at, violations);
            } else {
                report(schema, value, key, at, violations);
            }
        }

        private static void probe(
                ValueSchema schema,
                @Nullable Object value,
                Object key,
                Pointer at,
                Violations violations) {
            Judgements judgements = violations.judgements();
            @Nullable Verdict verdict = judgements.verdict(schema, key);
            if (verdict == null) {
                verdict =
                        judgements.follow()
                                ? schema.judge(value, at, violations)
                                : Verdict.UNDECIDED;
                judgements.remember(schema, key, verdict);
            }
            switch (verdict) {
                case MET -> {
                    // as it must be
                }
                case VIOLATED ->
                        violations.add(at, "$ref", "must meet the schema that is referred to");
                case UNDECIDED -> violations.addUndecided(at, TOO_MANY);
            }
        }

        /** Reports the violations, unless they have been reported. */
        private static void report(
                ValueSchema schema,
                @Nullable Object value,
                Object key,
                Pointer at,
                Violations violations) {
            Judgements judgements = violations.judgements();
            if (judgements.verdict(schema, key) == Verdict.MET || !judgements.report(schema, key)) {
                return;
            }
            if (!judgements.follow()) {
                violations.addUndecided(at, TOO_MANY);
                return;
            }
            int before = violations.count();
            schema.check(value, at, violations);
            if (violations.count() == before) {
                judgements.remember(schema, key, Verdict.MET);
            }
        }
    }
}
