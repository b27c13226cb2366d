package io.tabularium.domain.query;

/** One criterion of an order. Nulls come last in either direction. */
public record SortOrder(Field field, Direction direction) {

    /** The direction of values that are not null. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /**
     * @throws IllegalArgumentException if the field's values have no order
     */
    public SortOrder {
        if (!field.type().isScalar()) {
            throw new IllegalArgumentException(field.reference() + " has no order");
        }
    }
}
