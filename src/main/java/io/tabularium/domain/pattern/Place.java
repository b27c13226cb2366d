package io.tabularium.domain.pattern;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A place between two characters of a text as a program sees it: the steps that may come next, and
 * what is on the left. Two places with the same are equal. Immutable.
 */
final class Place {

    /** What is on the left of a place. */
    enum Left {
        /** The start of the text. */
        NOTHING,
        /** A character of {@code [0-9A-Za-z_]}, where the program asks for words. */
        WORD,
        OTHER
    }

    private final int[] steps;
    private final Left left;

    /**
     * @param steps in ascending order; not copied
     */
    Place(int[] steps, Left left) {
        this.steps = steps;
        this.left = left;
    }

    /** The steps, which must not be changed. */
    int[] steps() {
        return steps;
    }

    Left left() {
        return left;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place place
                && left == place.left
                && Arrays.equals(steps, place.steps);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(steps) + left.hashCode();
    }
}
