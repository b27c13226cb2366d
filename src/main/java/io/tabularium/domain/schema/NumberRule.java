package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** Rules about numbers (JSON Schema Validation, section 6.2), in exact arithmetic. */
public sealed interface NumberRule extends Rule {

    void checkNumber(BigDecimal number, Pointer at, Violations violations);

    @Override
    default void check(@Nullable Object value, Pointer at, Violations violations) {
        if (value instanceof Number && Json.isNumber(value)) {
            checkNumber(Json.toDecimal(value), at, violations);
        }
    }

    /** {@code minimum}. */
    record Minimum(BigDecimal limit) implements NumberRule {
        @Override
        public void checkNumber(BigDecimal number, Pointer at, Violations violations) {
            if (number.compareTo(limit) < 0) {
                violations.add(at, "minimum", "must be at least " + limit);
            }
        }
    }

    /** {@code maximum}. */
    record Maximum(BigDecimal limit) implements NumberRule {
        @Override
        public void checkNumber(BigDecimal number, Pointer at, Violations violations) {
            if (number.compareTo(limit) > 0) {
                violations.add(at, "maximum", "must be at most " + limit);
            }
        }
    }

    /** {@code exclusiveMinimum}. */
    record ExclusiveMinimum(BigDecimal limit) implements NumberRule {
        @Override
        public void checkNumber(BigDecimal number, Pointer at, Violations violations) {
            if (number.compareTo(limit) <= 0) {
                violations.add(at, "exclusiveMinimum", "must be more than " + limit);
            }
        }
    }

    /** {@code exclusiveMaximum}. */
    record ExclusiveMaximum(BigDecimal limit) implements NumberRule {
        @Override
        public void checkNumber(BigDecimal number, Pointer at, Violations violations) {
            if (number.compareTo(limit) >= 0) {
                violations.add(at, "exclusiveMaximum", "must be less than " + limit);
            }
        }
    }

    /** {@code multipleOf}; the divisor is more than zero. */
    record MultipleOf(BigDecimal divisor) implements NumberRule {
        @Override
        public void checkNumber(BigDecimal number, Pointer at, Violations violations) {
            if (number.remainder(divisor).signum() != 0) {
                violations.add(at, "multipleOf", "must be a multiple of " + divisor);
            }
        }
    }

    /** {@code x-precision} and {@code x-scale} of a nested number. */
    record Decimal(DecimalType type) implements NumberRule {
        @Override
        public void checkNumber(BigDecimal number, Pointer at, Violations violations) {
            type.read(number, at, violations);
        }
    }
}
