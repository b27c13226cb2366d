package io.tabularium.adapter.web.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tabularium.adapter.web.problem.ProblemType;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts requests by schema and operation. The names of schemas are those of the catalog, and every
 * other label is a constant of an enum, so that no client can add to their number. Thread-safe.
 */
final class RequestMeters {

    private final MeterRegistry registry;
    private final Map<String, LazyMeters<Operation, OperationMeters>> schemas =
            new ConcurrentHashMap<>();
    private final LazyMeters<Operation, LazyMeters<ProblemType, Counter>> problems;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
        this.problems = new LazyMeters<>(this::problemsOf);
    }

    void count(AnsweredRequest request) {
        schemas.computeIfAbsent(request.schema(), this::metersOf)
                .of(request.operation())
                .count(request);
        if (request.problem() != null) {
            problems.of(request.operation()).of(request.problem()).increment();
        }
    }

    private LazyMeters<Operation, OperationMeters> metersOf(String schema) {
        return new LazyMeters<>(operation -> new OperationMeters(registry, schema, operation));
    }

    private LazyMeters<ProblemType, Counter> problemsOf(Operation operation) {
        return new LazyMeters<>(
                type ->
                        Counter.builder("tabularium.problems")
                                .description("Requests that were answered with a problem")
                                .tag("operation", operation.tag())
                                .tag("problem", type.slug())
                                .register(registry));
    }
}
