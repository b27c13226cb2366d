package io.tabularium.loadtests.ratios;

import java.util.Arrays;

/**
 * Ours and the limit, measured in turn, so that whatever else the machine does in the meantime
 * falls on both. Of each the median counts.
 */
record Duel(Measurement ours, Measurement limit) {

    private static final int WARM_UP_ROUNDS = 2;

    /**
     * The medians of some rounds after others that do not count: the service is compiled in them.
     */
    Medians warm(int rounds, Progress progress) throws Exception {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            progress.report("  warm-up: %,.0f/s and %,.0f/s", ours.perSecond(), limit.perSecond());
        }
        return fight(rounds, progress);
    }

    /** The medians of some rounds. */
    Medians fight(int rounds, Progress progress) throws Exception {
        double[] ourRates = new double[rounds];
        double[] limitRates = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ourRates[round] = ours.perSecond();
            limitRates[round] = limit.perSecond();
            progress.report(
                    "  round %d of %d: %,.0f/s and %,.0f/s",
                    round + 1, rounds, ourRates[round], limitRates[round]);
        }
        return new Medians(median(ourRates), median(limitRates));
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
