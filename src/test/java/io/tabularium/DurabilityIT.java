package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What was acknowledged survives the death of the process. */
class DurabilityIT {

    private static final int CLIENTS = 16;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 500;
    private static final int KILLS = 3;

    @TempDir Path folder;

    @Test
    void keepsEveryAcknowledgedRecordAcrossKills() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = ServerProcess.start(folder, "256m")) {
                createUntilKilled(server, next, acknowledged);
            }
        }
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            String stored =
                    server.get("/records/well_production/stream", BodyHandlers.ofString()).body();
            Set<String> found = ConcurrentHashMap.newKeySet();
            stored.lines().map(DurabilityIT::idOf).forEach(found::add);
            assertThat(found).containsAll(acknowledged);
            assertThat(server.stop()).isIn(0, 143);
        }
    }

    private static void createUntilKilled(
            ServerProcess server, AtomicInteger next, Set<String> acknowledged)
            throws InterruptedException {
        int goal = acknowledged.size() + ACKNOWLEDGED_BEFORE_KILL;
        CountDownLatch reached = new CountDownLatch(1);
        Queue<AssertionError> refusals = new ConcurrentLinkedQueue<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(
                        () -> {
                            try {
                                while (true) {
                                    acknowledged.add(create(server, next.getAndIncrement()));
                                    if (acknowledged.size() >= goal) {
                                        reached.countDown();
                                    }
                                }
                            } catch (AssertionError refused) {
                                refusals.add(refused);
                                reached.countDown();
                            } catch (IOException | InterruptedException serverIsGone) {
                                reached.countDown();
                            }
                        });
            }
            assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
            server.kill();
        }
        assertThat(refusals).isEmpty();
    }

    private static String create(ServerProcess server, int well)
            throws IOException, InterruptedException {
        String body =
                """
                {"field_code": 1, "well_code": %d, "production_period": "2026-01-01T00:00:00"}
                """
                        .formatted(well);
        HttpResponse<String> response =
                server.post(
                        "/records/well_production",
                        "application/json",
                        BodyPublishers.ofString(body),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return idOf(response.body());
    }

    private static String idOf(String json) {
        return (String) ((Map<?, ?>) new JsonReader(1_000_000).read(json)).get("id");
    }
}
