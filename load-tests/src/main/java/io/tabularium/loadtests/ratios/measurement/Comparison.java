package io.tabularium.loadtests.ratios.measurement;

import java.util.Arrays;

/**
 * Measures the service and its limit in turn, round by round: other load on the machine slows both.
 * The median of each side counts.
 *
 * @param ours measures the service once
 * @param limit measures once what the service is held against
 */
public record Comparison(Measurement ours, Measurement limit) {

    /** Rounds that do not count: the JVM of the service compiles its code in them. */
    public static final int WARM_UP_ROUNDS = 3;

    /** Measures {@link #WARM_UP_ROUNDS} rounds that do not count, then the given number. */
    public Medians measureAfterWarmUp(int rounds, Progress progress) throws Exception {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            measure(ours, "warm-up, ours", progress);
            measure(limit, "warm-up, limit", progress);
        }
        return measure(rounds, progress);
    }

    /** Measures the given number of rounds. */
    public Medians measure(int rounds, Progress progress) throws Exception {
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

    /** Measures one side once and returns its rate per second. */
    @FunctionalInterface
    public interface Measurement {
        double perSecond() throws Exception;
    }

    /** The median rate of each side, per second. */
    public record Medians(double ours, double limit) {}
}
