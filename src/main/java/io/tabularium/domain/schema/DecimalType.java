package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.json.Json;
import io.tabularium.domain.json.JsonNumber;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * An exact decimal; a value is a {@link BigDecimal} of exactly that scale.
 *
 * @param precision significant digits in all, 1 to 38
 * @param scale digits after the point, 0 to precision
 */
public record DecimalType(int precision, int scale) implements PropertyType {

    public static final int MAX_PRECISION = 38;

    public DecimalType {
        if (precision < 1 || precision > MAX_PRECISION) {
            throw new IllegalArgumentException("precision is 1 to " + MAX_PRECISION);
        }
        if (scale < 0 || scale > precision) {
            throw new IllegalArgumentException("scale is 0 to the precision");
        }
    }

    @Override
    public @Nullable Object read(Object json, Pointer at, Violations violations) {
        if (!Json.isNumber(json)) {
            violations.add(at, "type", "must be a number");
            return null;
        }
        BigDecimal value = Json.toDecimal(json);
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(scale);
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > scale) {
            violations.add(at, "x-scale", "must have at most " + scale + " digits after the point");
            return null;
        }
        if (stripped.precision() - stripped.scale() > precision - scale) {
            violations.add(
                    at,
                    "x-precision",
                    "must have at most " + (precision - scale) + " digits before the point");
            return null;
        }
        return stripped.setScale(scale);
    }

    @Override
    public Object fromText(String text) {
        return JsonNumber.parse(text).orElse(text);
    }

    @Override
    public boolean isScalar() {
        return true;
    }

    @Override
    public String label() {
        return "a number of " + precision + " digits, " + scale + " of them after the point";
    }

    @Override
    public String toString() {
        return "decimal(" + precision + "," + scale + ")";
    }
}
