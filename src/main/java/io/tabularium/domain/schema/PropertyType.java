package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

/**
 * The abstract type of a property. Storage adapters map each to a column type of their own; what a
 * value of each is in Java, and how it is read from JSON and from text, is said here once.
 */
public sealed interface PropertyType permits BasicType, DecimalType {

    /**
     * The typed value of a JSON value that is not null. Null with a violation added ({@code type},
     * {@code format} or {@code character}, for example) where it is not of this type. There is no
     * coercion.
     */
    @Nullable Object read(Object json, Pointer at, Violations violations);

    /**
     * The JSON value that a text without quotes stands for, as in a CSV cell or a query string;
     * text that cannot be of this type is returned as it is, for {@link #read} to refuse. Objects
     * and arrays are not read from text here.
     */
    Object fromText(String text);

    /** Whether values of this type have an order and can be compared, filtered and sorted. */
    boolean isScalar();

    /** The name that messages use. */
    String label();
}
