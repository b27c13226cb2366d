package io.tabularium.loadtests.simulations;

import static io.gatling.javaapi.core.CoreDsl.RawFileBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bulk loads of more and more records, one after the other, each {@code -Drepetitions=3} times:
 * {@code -Dsizes=1,100,10000,100001,1000000} as NDJSON, and up to 100,001 as a JSON array too. The
 * memory of the server is watched.
 */
public final class BulkLoadsSimulation extends Simulation {

    private static final int MOST_OF_AN_ARRAY = 100_001;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final int repetitions = Parameters.number("repetitions", 3);
    private final ServerMemory memory = new ServerMemory();
    private final StepReport report = new StepReport();
    private final List<Path> files = new ArrayList<>();

    {
        List<ChainBuilder> loads = new ArrayList<>();
        for (int size : Parameters.numbers("sizes", "1,100,10000,100001,1000000")) {
            loads.add(load(size, Readings.Format.NDJSON));
            if (size <= MOST_OF_AN_ARRAY) {
                loads.add(load(size, Readings.Format.ARRAY));
            }
        }
        setUp(scenario("bulk loads").exec(loads).injectOpen(atOnceUsers(1)))
                .protocols(Parameters.protocol())
                .assertions(Parameters.fewErrors());
    }

    private ChainBuilder load(int size, Readings.Format format) {
        Path file = write(size, format);
        String name = "%,d as %s".formatted(size, format.contentType());
        HttpRequestActionBuilder request =
                http(name)
                        .post("/bulk")
                        .header("Content-Type", format.contentType())
                        .body(RawFileBody(file.toString()))
                        .requestTimeout(PATIENCE)
                        .check(status().is(201));
        return repeat(repetitions).on(report.observe(name, request, size));
    }

    private Path write(int size, Readings.Format format) {
        try {
            Path file = Files.createTempFile("readings-", "." + size);
            files.add(file);
            Readings.write(file, size, format);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void before() {
        memory.start();
    }

    @Override
    public void after() {
        memory.stop();
        report.printEach("records");
        try {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
