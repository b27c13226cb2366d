package io.tabularium.adapter.web.bulk;

import io.tabularium.domain.Violations;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A property as the reader of plain rows sees it: values of a type without further rules are made
 * at once, the others in the general way. Immutable.
 */
final class PlainMember {

    /** Stands for a value that is not read here. */
    enum Unread {
        NOT_PLAIN
    }

    /** Whole numbers up to here are doubles. */
    private static final long MAX_EXACT_WHOLE = 1L << 53;

    /** Those that are doubles, so that one division rounds correctly. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18
    };

    private final Property property;
    private final byte[] quotedName;

    /** The type, where there are no rules beyond it. */
    private final @Nullable BasicType freeType;

    PlainMember(Property property) {
        this.property = property;
        // A property's name has no character that JSON would escape.
        this.quotedName = ("\"" + property.name() + "\"").getBytes(StandardCharsets.US_ASCII);
        this.freeType =
                property.type() instanceof BasicType basic && property.schema().rules().isEmpty()
                        ? basic
                        : null;
    }

    /** Of the name in its quotes. */
    int nameLength() {
        return quotedName.length;
    }

    /** Whether the name in its quotes stands there. */
    boolean isNamedAt(byte[] bytes, int at, int end) {
        int behind = at + quotedName.length;
        return behind <= end && Arrays.equals(bytes, at, behind, quotedName, 0, quotedName.length);
    }

    /** The typed value of a text that is well-formed Unicode. */
    @Nullable Object ofText(String text, Violations violations) {
        return freeType == BasicType.TEXT ? text : of(text, violations);
    }

    /**
     * The typed value of a number.
     *
     * @param digits at most 18 of them, signed
     * @param scale how many of them stand behind the point, 0 if there is no point
     */
    @Nullable Object ofNumber(long digits, int scale, Violations violations) {
        if (freeType == BasicType.INTEGER && scale == 0) {
            return digits;
        }
        if (freeType == BasicType.DOUBLE && Math.abs(digits) <= MAX_EXACT_WHOLE) {
            return digits / POWERS_OF_TEN[scale];
        }
        return scale == 0
                ? of(digits, violations)
                : of(BigDecimal.valueOf(digits, scale), violations);
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
