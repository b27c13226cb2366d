package io.tabularium.loadtests.ratios;

import java.util.Arrays;

/**
 * Ours and the limit, measured in turn, so that whatever else the machine does in the meantime
 * falls on both. Of each the median counts.
 */
record Duel(Measurement ours, Measurement limit) {

    /** Rounds that do not count: the service is compiled in them. */
    static final int WARM_UP_ROUNDS = 3;

    /** The medians of some rounds after {@link #WARM_UP_ROUNDS}. */
    Medians warm(int rounds, Progress progress) throws Exception {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            measure(ours, "warm-up, ours", progress);
            measure(limit, "warm-up, limit", progress);
        }
        return fight(rounds, progress);
    }

    /** The medians of some rounds. */
    Medians fight(int rounds, Progress progress) throws Exception {
        double[] ourRates = new double[rounds];
        double[] limitRates = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            String number = "round %d of %d".formatted(round + 1, rounds);
            ourRates[round] = measure(ours, number + ", ours", progress);
            limitRates[round] = measure(limit, number + ", limit", progress);
        }
        return new Medians(median(ourRates), median(limitRates));
    }

    private static double measure(Measurement side, String name, Progress progress)
            throws Exception {
        double perSecond = side.perSecond();
        progress.report("  %-22s %,12.0f/s", name, perSecond);
        return perSecond;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Measures once. */
    @FunctionalInterface
    interface Measurement {
        double perSecond() throws Exception;
    }

    /** Of both sides, per second. */
    record Medians(double ours, double limit) {}
}
