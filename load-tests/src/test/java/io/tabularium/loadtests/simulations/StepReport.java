package io.tabularium.loadtests.simulations;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * What each step of a run came to. Gatling's own report divides by the time of the whole run, of
 * which a step is only a part. Requests are observed while the simulation is built; after that it
 * is thread-safe.
 */
final class StepReport {

    private static final String MILLIS = "millis";

    private final Map<String, Step> steps = new LinkedHashMap<>();

    /** The request, observed; it counts for so many. */
    ChainBuilder observe(String name, HttpRequestActionBuilder request, int weight) {
        Step step = steps.computeIfAbsent(name, _ -> new Step(weight));
        return exec(request.check(responseTimeInMillis().saveAs(MILLIS))).exec(step::add);
    }

    /** Prints a line for each step, given what it counts and how long each lasted. */
    void print(String unit, Duration time) {
        print(unit + "/s", step -> step.perSecond(time.toMillis()));
    }

    /** Prints a line for each step, with what one client got while its requests lasted. */
    void printEach(String unit) {
        print(unit + "/s each", step -> step.perSecond(step.sum()));
    }

    private void print(String rate, ToDoubleFunction<Step> perSecond) {
        String row = "%-40s %15s %8s %8s %8s %8s%n";
        System.out.printf(row, "step", rate, "errors", "p50 ms", "p95 ms", "p99 ms");
        steps.forEach(
                (name, step) -> {
                    int[] sorted = step.sorted();
                    System.out.printf(
                            row,
                            name,
                            String.format(Locale.ROOT, "%,.0f", perSecond.applyAsDouble(step)),
                            String.format(Locale.ROOT, "%.1f %%", step.failedPercent()),
                            percentile(sorted, 50),
                            percentile(sorted, 95),
                            percentile(sorted, 99));
                });
    }

    /** The least value that so many of a hundred do not exceed. */
    private static String percentile(int[] sorted, int percent) {
        int rank = Math.ceilDiv(sorted.length * percent, 100);
        return rank == 0 ? "-" : Integer.toString(sorted[rank - 1]);
    }

    private static final class Step {

        private final int weight;
        private final Queue<Integer> millis = new ConcurrentLinkedQueue<>();
        private final LongAdder failures = new LongAdder();

        Step(int weight) {
            this.weight = weight;
        }

        Session add(Session session) {
            if (session.isFailed()) {
                failures.increment();
            } else {
                millis.add(session.getInt(MILLIS));
            }
            return session.remove(MILLIS).markAsSucceeded();
        }

        double perSecond(long time) {
            return millis.size() * (double) weight * 1000 / Math.max(1, time);
        }

        double failedPercent() {
            return 100.0 * failures.sum() / Math.max(1, millis.size() + failures.sum());
        }

        long sum() {
            return millis.stream().mapToLong(Integer::longValue).sum();
        }

        int[] sorted() {
            return millis.stream().mapToInt(Integer::intValue).sorted().toArray();
        }
    }
}
