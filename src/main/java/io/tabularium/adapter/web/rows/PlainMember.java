package io.tabularium.adapter.web.rows;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A property as the reader of plain rows sees it. It makes the values of most types itself; others,
 * and those that the type refuses, it makes in the general way. Immutable.
 */
final class PlainMember {

    /** Decimals of more digits are made in the general way. */
    private static final int MAX_DECIMAL_PRECISION = 18;

    private static final long[] POWERS_OF_TEN = new long[MAX_DECIMAL_PRECISION + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private final Property property;
    private final byte[] quotedName;

    /** Whether there are no rules beyond the type. */
    private final boolean free;

    PlainMember(Property property) {
        this.property = property;
        // A property's name has no character that JSON would escape.
        this.quotedName = ("\"" + property.name() + "\"").getBytes(StandardCharsets.US_ASCII);
        this.free = property.schema().rules().isEmpty();
    }

    /** The name in its quotes; not to be changed. */
    byte[] quotedName() {
        return quotedName;
    }

    /** The typed value of a text that is well-formed Unicode without U+0000. */
    @Nullable Object ofText(String text, Violations violations) {
        return free && property.type() == BasicType.TEXT ? text : of(text, violations);
    }

    /** The typed value of a number. */
    @Nullable Object ofNumber(PlainNumber number, Violations violations) {
        return switch (property.type()) {
            case DecimalType decimal when free && number.isExact() ->
                    ofDecimal(decimal, number, violations);
            case BasicType basic when free && basic == BasicType.INTEGER && number.isInt64() ->
                    number.int64();
            case BasicType basic when basic == BasicType.DOUBLE -> ofDouble(number, violations);
            case DecimalType _, BasicType _ -> of(number.toJson(), violations);
        };
    }

    private @Nullable Object ofDouble(PlainNumber number, Violations violations) {
        double value = number.toDouble();
        if (value == 0) {
            // Either zero, or too small a number, which is refused.
            return number.isZero()
                    ? checked(0.0, number, violations)
                    : of(number.toJson(), violations);
        }
        return Double.isFinite(value)
                ? checked(value, number, violations)
                : of(number.toJson(), violations);
    }

    private Object checked(Double value, PlainNumber number, Violations violations) {
        if (!free) {
            check(number.toJson(), violations);
        }
        return value;
    }

    private @Nullable Object ofDecimal(
            DecimalType type, PlainNumber number, Violations violations) {
        int missing = type.scale() - number.scale();
        if (missing >= 0 && type.precision() <= MAX_DECIMAL_PRECISION) {
            long limit = POWERS_OF_TEN[type.precision() - missing];
            if (Math.abs(number.unscaled()) < limit) {
                return BigDecimal.valueOf(number.unscaled() * POWERS_OF_TEN[missing], type.scale());
            }
        }
        return of(number.toJson(), violations);
    }

    /** The typed value of an object or array that can be stored. */
    @Nullable Object ofNested(Object json, Violations violations) {
        boolean fits =
                json instanceof Map
                        ? property.type() == BasicType.OBJECT
                        : json instanceof List && property.type() == BasicType.ARRAY;
        if (!fits) {
            return of(json, violations);
        }
        check(json, violations);
        return json;
    }

    private void check(Object json, Violations violations) {
        property.schema().check(json, Pointer.ROOT.child(property.name().value()), violations);
    }

    /** The typed value of a JSON value. */
    @Nullable Object of(@Nullable Object json, Violations violations) {
        return property.read(json, violations);
    }

    /** The value where the property is absent. */
    @Nullable Object absent(Violations violations) {
        return property.absent(violations);
    }
}
