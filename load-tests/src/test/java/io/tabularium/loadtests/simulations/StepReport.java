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

/**
 * What each step of a run came to. Gatling's own report divides by the time of the whole run, of
 * which a step is only a part. Requests are observed while the simulation is built; after that it
 * is thread-safe.
 */
final class StepReport {

    private static final String MILLIS = "millis";

    private final Map<String, Step> steps = new LinkedHashMap<>();

    /** The request, observed; it handles so many records. */
    ChainBuilder observe(String name, HttpRequestActionBuilder request, int records) {
        Step step = steps.computeIfAbsent(name, _ -> new Step(records));
        return exec(request.check(responseTimeInMillis().saveAs(MILLIS))).exec(step::add);
    }

    /** Prints a line for each step, given how long each lasted. */
    void print(Duration time) {
        String row = "%-32s %12s %8s %8s %8s %8s%n";
        System.out.printf(row, "step", "records/s", "errors", "p50 ms", "p95 ms", "p99 ms");
        steps.forEach((name, step) -> System.out.printf(row, step.cells(name, time)));
    }

    private static final class Step {

        private final int records;
        private final Queue<Integer> millis = new ConcurrentLinkedQueue<>();
        private final LongAdder failures = new LongAdder();

        Step(int records) {
            this.records = records;
        }

        Session add(Session session) {
            if (session.isFailed()) {
                failures.increment();
            } else {
                millis.add(session.getInt(MILLIS));
            }
            return session.remove(MILLIS).markAsSucceeded();
        }

        Object[] cells(String name, Duration time) {
            int[] sorted = millis.stream().mapToInt(Integer::intValue).sorted().toArray();
            double rate = sorted.length * (double) records / time.toSeconds();
            double errors = 100.0 * failures.sum() / Math.max(1, sorted.length + failures.sum());
            return new Object[] {
                name,
                String.format(Locale.ROOT, "%,.0f", rate),
                String.format(Locale.ROOT, "%.1f %%", errors),
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99)
            };
        }

        private static String percentile(int[] sorted, int percent) {
            if (sorted.length == 0) {
                return "-";
            }
            return Integer.toString(sorted[(sorted.length - 1) * percent / 100]);
        }
    }
}
