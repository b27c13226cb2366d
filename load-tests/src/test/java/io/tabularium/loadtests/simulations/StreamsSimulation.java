package io.tabularium.loadtests.simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams of a table of {@code -Drows=1000000}, without a limit and with {@code
 * -Dlimits=1000,100000}, as NDJSON and as CSV, by {@code -Dclients=2} at the same time, each {@code
 * -Drepetitions=3} times. The table is filled before. The memory of the server is watched.
 */
public final class StreamsSimulation extends Simulation {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final int rows = Parameters.number("rows", 1_000_000);
    private final ServerMemory memory = new ServerMemory();
    private final StepReport report = new StepReport();

    {
        List<ChainBuilder> streams = new ArrayList<>();
        for (int limit : Parameters.numbers("limits", "1000,100000")) {
            String name = "the first %,d".formatted(limit);
            String target = "/stream?limit=" + limit;
            streams.add(stream(name, target, Readings.NDJSON, Math.min(limit, rows)));
        }
        streams.add(stream("all as NDJSON", "/stream", Readings.NDJSON, rows));
        streams.add(stream("all as CSV", "/stream", "text/csv", rows));
        int clients = Parameters.number("clients", 2);
        int repetitions = Parameters.number("repetitions", 3);
        setUp(
                        scenario("streams")
                                .exec(repeat(repetitions).on(exec(streams)))
                                .injectOpen(atOnceUsers(clients)))
                .protocols(Parameters.protocol())
                .assertions(Parameters.fewErrors());
    }

    /** Bodies are dropped as they come. */
    private ChainBuilder stream(String name, String target, String type, int records) {
        HttpRequestActionBuilder request =
                http(name)
                        .get(target)
                        .header("Accept", type)
                        .requestTimeout(PATIENCE)
                        .check(status().is(200));
        return report.observe(name, request, records);
    }

    @Override
    public void before() {
        try (ReadingsTable table = new ReadingsTable()) {
            table.fill(rows);
        }
        memory.start();
    }

    @Override
    public void after() {
        memory.stop();
        report.printEach("records");
    }
}
