package io.tabularium.adapter.web.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The meters of one operation on one schema. Thread-safe. */
final class OperationMeters {

    /** From a cached record to a large bulk load; the same for all, so that they can be added. */
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private static final Flow[] FLOWS = Flow.values();

    private final LazyMeters<Outcome, Timer> requests;
    private final LazyMeters<Flow, Counter> rows;
    private final Counter received;
    private final Counter sent;

    OperationMeters(MeterRegistry registry, String schema, Operation operation) {
        Tags tags = Tags.of("schema", schema, "operation", operation.tag());
        this.requests =
                new LazyMeters<>(
                        outcome ->
                                Timer.builder("tabularium.requests")
                                        .description("Requests that are over, and their time")
                                        .tags(tags)
                                        .tag("outcome", outcome.tag())
                                        .serviceLevelObjectives(BUCKETS)
                                        .register(registry));
        this.rows =
                new LazyMeters<>(
                        flow ->
                                Counter.builder("tabularium.rows")
                                        .description("Rows that requests brought or were given")
                                        .tags(tags)
                                        .tag("flow", flow.tag())
                                        .register(registry));
        this.received =
                Counter.builder("tabularium.received")
                        .description("Bodies of requests, as they came over the connection")
                        .baseUnit("bytes")
                        .tags(tags)
                        .register(registry);
        this.sent =
                Counter.builder("tabularium.sent")
                        .description("Bodies of answers, as they went over the connection")
                        .baseUnit("bytes")
                        .tags(tags)
                        .register(registry);
    }

    void count(AnsweredRequest request) {
        requests.of(request.outcome()).record(request.nanos(), TimeUnit.NANOSECONDS);
        for (Flow flow : FLOWS) {
            long number = request.rows(flow);
            if (number > 0) {
                rows.of(flow).increment((double) number);
            }
        }
        if (request.bytesIn() > 0) {
            received.increment((double) request.bytesIn());
        }
        if (request.bytesOut() > 0) {
            sent.increment((double) request.bytesOut());
        }
    }
}
