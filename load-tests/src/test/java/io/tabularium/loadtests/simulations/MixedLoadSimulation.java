package io.tabularium.loadtests.simulations;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads and writes together, by {@code -Dclients=32} for {@code -Dseconds=60}, on a table of {@code
 * -Drows=100000}, which is filled before: of a hundred requests 70 are for a record, 10 for a page,
 * 12 create, 6 patch, 1 loads in bulk, and 1 streams.
 */
public final class MixedLoadSimulation extends Simulation {

    private static final int KNOWN = 1000;
    private static final int BULK_SIZE = 100;

    private final int rows = Parameters.number("rows", 100_000);
    private final Duration time = Parameters.seconds(60);
    private final AtomicLong next = new AtomicLong(rows);
    private final StepReport report = new StepReport();
    private List<String> ids = List.of();

    {
        int clients = Parameters.number("clients", 32);
        ChainBuilder mix =
                randomSwitch()
                        .on(
                                percent(70).then(report.observe("get", get(), 1)),
                                percent(10).then(report.observe("page of 100", page(), 1)),
                                percent(12).then(report.observe("create", create(), 1)),
                                percent(6).then(report.observe("patch", patch(), 1)),
                                percent(1).then(report.observe("bulk of 100", bulk(), 1)),
                                percent(1).then(report.observe("stream of 1,000", stream(), 1)));
        setUp(Steps.busy("mixed load", clients, time, mix))
                .protocols(Parameters.protocol())
                .assertions(Parameters.fewErrors(), Parameters.inTime(10_000));
    }

    private HttpRequestActionBuilder get() {
        return http("get").get(_ -> "/" + known()).check(status().is(200));
    }

    private HttpRequestActionBuilder page() {
        return http("page of 100")
                .get(_ -> "?sensor=eq." + Readings.sensor(kind()) + "&sort=-number")
                .check(status().is(200));
    }

    private HttpRequestActionBuilder create() {
        return http("create")
                .post("")
                .header("Content-Type", "application/json")
                .body(StringBody(_ -> Readings.json(next.getAndIncrement(), rows)))
                .check(status().is(201));
    }

    private HttpRequestActionBuilder patch() {
        return http("patch")
                .patch(_ -> "/" + known())
                .header("Content-Type", "application/merge-patch+json")
                .body(StringBody(_ -> "{\"price\":" + kind() + "}"))
                .check(status().is(200));
    }

    private HttpRequestActionBuilder bulk() {
        return http("bulk of 100")
                .post("/bulk")
                .header("Content-Type", Readings.NDJSON)
                .body(ByteArrayBody(_ -> nextBulk()))
                .check(status().is(201));
    }

    private byte[] nextBulk() {
        return Readings.ndjson(next.getAndAdd(BULK_SIZE), BULK_SIZE, rows);
    }

    private HttpRequestActionBuilder stream() {
        return http("stream of 1,000").get("/stream?limit=1000").check(status().is(200));
    }

    private String known() {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }

    private long kind() {
        return ThreadLocalRandom.current().nextLong(Readings.kinds(rows));
    }

    @Override
    public void before() {
        try (ReadingsTable table = new ReadingsTable()) {
            table.fill(rows);
            ids = table.ids(KNOWN);
        }
    }

    @Override
    public void after() {
        report.print("requests", time);
    }
}
