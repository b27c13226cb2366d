package io.tabularium.loadtests.ratios.data;

import java.util.random.RandomGenerator;

/** A column of generated data. */
record GeneratedColumn(String name, ColumnType type, ValueGenerator generator) {

    /** Generates the values of a column. */
    @FunctionalInterface
    interface ValueGenerator {

        /**
         * Generates the value of one row.
         *
         * @param row number of the row, from 0
         * @param random seeded for this row: the same row gets the same values in every run
         */
        GeneratedValue generate(long row, RandomGenerator random);
    }
}
