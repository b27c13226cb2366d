package io.tabularium.loadtests.ratios;

import java.util.random.RandomGenerator;

/**
 * A column of generated data.
 *
 * @param values makes the values
 */
record Column(String name, ColumnType type, Values values) {

    /** Makes the value of a row. */
    @FunctionalInterface
    interface Values {

        /**
         * The value of a row.
         *
         * @param random of the row, with the same state for the same row in every run
         */
        Value of(long row, RandomGenerator random);
    }
}
