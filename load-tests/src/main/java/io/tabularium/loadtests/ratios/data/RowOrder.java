package io.tabularium.loadtests.ratios.data;

import java.util.SplittableRandom;

/** Order in which rows are written. It is random and the same in every run. */
final class RowOrder {

    private static final long SEED = 20_261_120;

    private RowOrder() {}

    /** The numbers 0 to {@code rows - 1}, shuffled. */
    static int[] shuffled(int rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
