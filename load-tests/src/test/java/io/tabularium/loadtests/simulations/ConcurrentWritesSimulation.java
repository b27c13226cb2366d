package io.tabularium.loadtests.simulations;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Single and bulk writes by more and more clients: {@code -Dclients=1,4,16,64}, each step for
 * {@code -Dseconds=10}, bulks of {@code -DbulkSize=100} records. A warm-up goes before. Bulk loads
 * take at most four clients, which is as many as the server admits unless it is told otherwise.
 */
public final class ConcurrentWritesSimulation extends Simulation {

    private static final int MOST_BULKS = 4;
    private static final long ROWS = 1_000_000;

    private final Duration time = Parameters.seconds(10);
    private final int bulkSize = Parameters.number("bulkSize", 100);
    private final AtomicLong next = new AtomicLong();
    private final StepReport report = new StepReport();

    {
        List<PopulationBuilder> steps = new ArrayList<>();
        ChainBuilder warmUp = exec(create("warm-up").silent());
        steps.add(Steps.busy("warm-up", MOST_BULKS, time, warmUp));
        for (int clients : Parameters.numbers("clients", "1,4,16,64")) {
            String create = "create, %d clients".formatted(clients);
            steps.add(step(create, clients, create(create), 1));
            if (clients <= MOST_BULKS) {
                String bulk = "bulk of %d, %d clients".formatted(bulkSize, clients);
                steps.add(step(bulk, clients, bulk(bulk), bulkSize));
            }
        }
        setUp(Steps.inTurn(steps))
                .protocols(Parameters.protocol())
                .assertions(Parameters.fewErrors(), Parameters.inTime(10_000));
    }

    private PopulationBuilder step(
            String name, int clients, HttpRequestActionBuilder request, int records) {
        return Steps.busy(name, clients, time, report.observe(name, request, records));
    }

    private HttpRequestActionBuilder create(String name) {
        return http(name)
                .post("")
                .header("Content-Type", "application/json")
                .header("Prefer", "return=minimal")
                .body(StringBody(_ -> Readings.json(next.getAndIncrement(), ROWS)))
                .check(status().is(201));
    }

    private HttpRequestActionBuilder bulk(String name) {
        return http(name)
                .post("/bulk")
                .header("Content-Type", Readings.NDJSON)
                .body(ByteArrayBody(_ -> nextBulk()))
                .check(status().is(201));
    }

    private byte[] nextBulk() {
        return Readings.ndjson(next.getAndAdd(bulkSize), bulkSize, ROWS);
    }

    @Override
    public void after() {
        report.print("records", time);
    }
}
