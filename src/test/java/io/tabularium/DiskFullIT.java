package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.adapter.json.JsonReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nothing that was acknowledged is lost when the disk is full, and it goes on when it is not. */
@Timeout(120)
class DiskFullIT {

    private static final int CLIENTS = 8;
    private static final int REFUSALS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    /** Where the log is merged often it is a checkpoint that fails, which is fatal. */
    @Test
    void losesNothingThoughFilesCannotGrow() throws Exception {
        assumeTrue(FileSizeLimit.isAvailable());
        String[] options = {"--tabularium.duckdb.checkpoint-threshold=200KB"};
        try (ServerProcess server = ServerProcess.start(folder, "256m", options)) {
            load(server);
            long size = Files.size(folder.resolve("tabularium.duckdb")) + 100_000;
            try (FileSizeLimit _ = FileSizeLimit.of(server.pid(), size)) {
                createUntilRefused(server);
                checkWhileFull(server);
            }
            checkAfterwards(server);
            server.kill();
        }
        checkAfterRestart(folder, options);
    }

    @Test
    void losesNothingThoughTheDiskIsFull() throws Exception {
        assumeTrue(SmallDisk.isAvailable(folder));
        Path mount = Files.createDirectory(folder.resolve("disk"));
        String[] options = {"--tabularium.duckdb.checkpoint-threshold=500KB"};
        try (SmallDisk disk = SmallDisk.in(mount, 32_000_000)) {
            try (ServerProcess server = ServerProcess.start(mount, "256m", options)) {
                load(server);
                disk.fill(300_000);
                createUntilRefused(server);
                checkWhileFull(server);
                disk.free();
                checkAfterwards(server);
                server.kill();
            }
            checkAfterRestart(mount, options);
        }
    }

    private void load(ServerProcess server) throws IOException, InterruptedException {
        HttpResponse<String> loaded = bulk(server, 1_000);
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
    }

    private void checkWhileFull(ServerProcess server) throws Exception {
        awaitStatus(200, () -> server.operate("GET", "/actuator/health/readiness").statusCode());
        assertStored(server);
        HttpResponse<String> refused = bulk(server, 20_000);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("storage-unavailable");
    }

    private void checkAfterwards(ServerProcess server) throws Exception {
        awaitStatus(201, () -> create(server).statusCode());
        assertStored(server);
        HttpResponse<String> loaded = bulk(server, 20_000);
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
    }

    private void checkAfterRestart(Path data, String... options) throws Exception {
        try (ServerProcess server = ServerProcess.start(data, "256m", options)) {
            assertStored(server);
            assertThat(server.stop()).isIn(0, 143);
        }
    }

    private void assertStored(ServerProcess server) throws Exception {
        HttpResponse<String> stored =
                server.get("/records/well_production/stream", BodyHandlers.ofString());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        assertThat(stored.body().lines().map(DiskFullIT::idOf).collect(Collectors.toSet()))
                .containsAll(acknowledged);
    }

    /** Writes until many were refused, each with the right words. */
    private void createUntilRefused(ServerProcess server) throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(
                        clients.submit(
                                () -> {
                                    while (!over.get()) {
                                        HttpResponse<String> response = create(server);
                                        if (response.statusCode() != 201) {
                                            assertRefused(response);
                                            over.set(refusals.incrementAndGet() >= REFUSALS);
                                        }
                                    }
                                    return null;
                                }));
            }
            for (Future<Void> client : all) {
                client.get();
            }
        }
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.body()).contains("storage-unavailable");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    private HttpResponse<String> create(ServerProcess server)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                server.send("POST", "/records/well_production", well(next.getAndIncrement()));
        if (response.statusCode() == 201) {
            acknowledged.add(idOf(response.body()));
        }
        return response;
    }

    private HttpResponse<String> bulk(ServerProcess server, int rows)
            throws IOException, InterruptedException {
        int first = next.getAndAdd(rows);
        String body =
                IntStream.range(first, first + rows)
                        .mapToObj(DiskFullIT::well)
                        .collect(Collectors.joining("\n"));
        return server.post(
                "/records/well_production/bulk",
                "application/x-ndjson",
                BodyPublishers.ofString(body),
                BodyHandlers.ofString());
    }

    private static void awaitStatus(int expected, Callable<Integer> status) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int last = status.call();
        while (last != expected) {
            assertThat(System.nanoTime()).as("status is %d".formatted(last)).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
            last = status.call();
        }
    }

    private static String well(int well) {
        return """
        {"field_code": 1, "well_code": %d, "production_period": "2026-01-01T00:00:00"}"""
                .formatted(well);
    }

    private static String idOf(String json) {
        return (String) ((Map<?, ?>) new JsonReader(1_000_000).read(json)).get("id");
    }
}
