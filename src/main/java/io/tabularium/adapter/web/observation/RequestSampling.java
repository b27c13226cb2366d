package io.tabularium.adapter.web.observation;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Decides which requests have a line in the log: every write, every request that did not succeed,
 * and one in {@code oneReadIn} of the reads that succeeded, chosen at random. Metrics count every
 * request. Thread-safe.
 *
 * @param oneReadIn at least 1; with 1 every request has a line
 */
public record RequestSampling(int oneReadIn) {

    /** Every request has a line. */
    public static final RequestSampling ALL = new RequestSampling(1);

    public RequestSampling {
        if (oneReadIn < 1) {
            throw new IllegalArgumentException("oneReadIn is %d".formatted(oneReadIn));
        }
    }

    boolean includes(Operation operation, Outcome outcome) {
        return oneReadIn == 1
                || operation.isWrite()
                || outcome != Outcome.SUCCESS
                || ThreadLocalRandom.current().nextInt(oneReadIn) == 0;
    }
}
