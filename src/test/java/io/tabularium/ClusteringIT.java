package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** An operator has records stored in order, while they are in use and whatever happens. */
@Timeout(180)
class ClusteringIT {

    private static final JsonReader JSON = new JsonReader(1_000_000);
    private static final String WELLS = "/actuator/clusterings/well_production";
    private static final int LOADED = 30_000;
    private static final int KILLS = 2;
    private static final long STEP_OF_KILLS = Duration.ofMillis(200).toNanos();

    @TempDir Path folder;

    @Test
    void doesAsTheOperatorAsks() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            load(server);

            assertThat(server.operate("POST", "/actuator/clusterings/none").statusCode())
                    .isEqualTo(404);
            HttpResponse<String> refused = server.operate("POST", "/actuator/clusterings/airports");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(server.operate("GET", WELLS).statusCode()).isEqualTo(404);
            assertThat(server.operate("DELETE", WELLS).statusCode()).isEqualTo(404);
            assertThat(server.operate("GET", "/actuator/clusterings").body()).isEqualTo("[]");
            assertThat(server.operate("GET", "/actuator/clusterings?=").statusCode())
                    .isEqualTo(400);

            HttpResponse<String> started = server.operate("POST", WELLS);
            assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
            awaitState(server, "done");

            Map<?, ?> done = status(server);
            assertThat(done.get("records")).isEqualTo((long) LOADED);
            assertThat(done.get("records_copied")).isEqualTo((long) LOADED);
            assertThat(create(server, 7).statusCode()).isEqualTo(409);
            assertThat(create(server, LOADED).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void endsPromptlyWithTheServer() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            load(server);
            server.operate("POST", WELLS);
            assertThat(server.operate("POST", WELLS).statusCode()).isEqualTo(409);

            assertThat(server.stop()).isIn(0, 143);
        }
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            assertThat(ids(server)).hasSize(LOADED);
        }
    }

    @Test
    void losesNothingWhenKilledAtAnyTime() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            load(server);
            acknowledged.addAll(ids(server));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int first = LOADED * (kill + 2);
            try (ServerProcess server = ServerProcess.start(folder, "256m");
                    ExecutorService client = Executors.newSingleThreadExecutor()) {
                assertThat(server.operate("POST", WELLS).statusCode()).isEqualTo(202);
                Future<?> writes = client.submit(() -> writeOn(server, first, acknowledged));
                LockSupport.parkNanos(kill * STEP_OF_KILLS);
                server.kill();
                writes.get();
            }
        }
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            assertThat(ids(server)).containsAll(acknowledged);
            assertThat(create(server, 7).statusCode()).isEqualTo(409);
            server.operate("POST", WELLS);
            awaitState(server, "done");
            assertThat(ids(server)).containsAll(acknowledged);
        }
    }

    /** Creates until the server is gone. */
    private static void writeOn(ServerProcess server, int first, Set<String> acknowledged) {
        try {
            for (int well = first; true; well++) {
                HttpResponse<String> created = create(server, well);
                if (created.statusCode() == 201) {
                    acknowledged.add((String) object(created.body()).get("id"));
                }
            }
        } catch (IOException serverIsGone) {
            // as it should be
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void load(ServerProcess server) throws Exception {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, LOADED).forEach(well -> lines.append(well(well)).append('\n'));
        HttpResponse<String> loaded =
                server.post(
                        "/records/well_production/bulk",
                        "application/x-ndjson",
                        BodyPublishers.ofString(lines.toString()),
                        BodyHandlers.ofString());
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
    }

    private static HttpResponse<String> create(ServerProcess server, int well)
            throws IOException, InterruptedException {
        return server.send("POST", "/records/well_production", well(well));
    }

    private static String well(int number) {
        return """
               {"field_code": %d, "well_code": %d, "production_period": "2026-01-01T00:00:00"}"""
                .formatted(number * 31 % 100, number);
    }

    private static Set<String> ids(ServerProcess server) throws Exception {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        server.get("/records/well_production/stream", BodyHandlers.ofLines())
                .body()
                .forEach(line -> ids.add((String) object(line).get("id")));
        return ids;
    }

    private static void awaitState(ServerProcess server, String state) throws Exception {
        while (status(server).get("state").equals("running")) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(status(server)).containsEntry("state", state);
    }

    private static Map<String, Object> status(ServerProcess server) throws Exception {
        return object(server.operate("GET", WELLS).body());
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    private static Map<String, Object> object(String json) {
        return (Map<String, Object>) JSON.read(json);
    }
}
