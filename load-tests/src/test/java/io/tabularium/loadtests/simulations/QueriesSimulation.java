package io.tabularium.loadtests.simulations;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Queries on indexed properties and on others with the same values, each for {@code -Dseconds=10}
 * by {@code -Dclients=8}, on a table of {@code -Drows=1000000}, which is filled before, after a
 * warm-up by all of them. About 100 records have the same sensor (or probe, which is not indexed),
 * scattered over the table.
 */
public final class QueriesSimulation extends Simulation {

    private final int rows = Parameters.number("rows", 1_000_000);
    private final Duration time = Parameters.seconds(10);
    private final StepReport report = new StepReport();

    {
        int clients = Parameters.number("clients", 8);
        List<PopulationBuilder> steps = new ArrayList<>();
        Map<String, Supplier<String>> queries = queries();
        ChainBuilder each = exec(queries.values().stream().map(this::unobserved).toList());
        steps.add(Steps.busy("warm-up", clients, time, each));
        queries.forEach(
                (name, target) -> steps.add(Steps.busy(name, clients, time, query(name, target))));
        setUp(Steps.inTurn(steps))
                .protocols(Parameters.protocol())
                .assertions(Parameters.fewErrors(), Parameters.inTime(10_000));
    }

    private Map<String, Supplier<String>> queries() {
        Map<String, Supplier<String>> queries = new LinkedHashMap<>();
        queries.put("text, indexed", () -> "?sensor=eq." + Readings.sensor(kind()));
        queries.put("text, not indexed", () -> "?probe=eq." + Readings.sensor(kind()));
        queries.put("integer, indexed", () -> "?batch=eq." + kind());
        queries.put("integer, not indexed", () -> "?lot=eq." + kind());
        queries.put("count, indexed", () -> "/count?batch=eq." + kind());
        queries.put("count, not indexed", () -> "/count?lot=eq." + kind());
        queries.put("range of 1 %, indexed", () -> range("batch"));
        queries.put("range of 1 %, not indexed", () -> range("lot"));
        queries.put("sorted by number", () -> range("lot") + "&sort=-number");
        queries.put("sorted by temperature", () -> range("lot") + "&sort=-temperature");
        queries.put("sorted, no count", () -> range("lot") + "&sort=-number&count=none");
        queries.put("all, sorted", () -> "?sort=-temperature&page=" + page());
        queries.put("nested", () -> "?place.latitude=eq." + latitude() + "&sort=-number");
        return queries;
    }

    private ChainBuilder query(String name, Supplier<String> target) {
        return report.observe(name, request(name, target), 1);
    }

    private ChainBuilder unobserved(Supplier<String> target) {
        return exec(request("warm-up", target).silent());
    }

    private static HttpRequestActionBuilder request(String name, Supplier<String> target) {
        return http(name).get(_ -> target.get()).check(status().is(200));
    }

    private String range(String property) {
        long width = Math.max(1, Readings.kinds(rows) / 100);
        long first = kind();
        return "?%1$s=gte.%2$d&%1$s=lt.%3$d".formatted(property, first, first + width);
    }

    private long kind() {
        return ThreadLocalRandom.current().nextLong(Readings.kinds(rows));
    }

    private static int page() {
        return ThreadLocalRandom.current().nextInt(1, 20);
    }

    private static int latitude() {
        return ThreadLocalRandom.current().nextInt(-90, 91);
    }

    @Override
    public void before() {
        try (ReadingsTable table = new ReadingsTable()) {
            table.fill(rows);
        }
    }

    @Override
    public void after() {
        report.print("requests", time);
    }
}
