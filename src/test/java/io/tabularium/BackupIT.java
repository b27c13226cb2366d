package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.adapter.json.JsonReader;

import org.junit.jupiter.api.BeforeEach;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The disaster walk of docs/operations.md, and what a snapshot holds of writes that go on. */
@Timeout(180)
class BackupIT {

    private static final JsonReader JSON = new JsonReader(1_000_000);
    private static final String BACKUPS = "/actuator/backups";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int LOADED = 20_000;
    private static final int BULK = 500;
    private static final String WELLS = "/records/well_production";

    @TempDir Path folder;

    private Path database;
    private String directory;

    @BeforeEach
    void name() {
        database = folder.resolve("tabularium.duckdb");
        directory = "--tabularium.backup.directory=" + folder.resolve("backups");
    }

    @Test
    void bringsBackWhatWasThereWhenTheBackupWasMade() throws Exception {
        Map<String, String> before;
        Set<Integer> acknowledged;
        try (ServerProcess server = ServerProcess.start(folder, "256m", directory)) {
            load(server, 0, LOADED);
            assertThat(createOnce(server).headers().firstValue(REPLAYED)).isEmpty();
            before = records(server);
            AtomicBoolean enough = new AtomicBoolean();
            try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
                Future<Set<Integer>> creates =
                        clients.submit(() -> create(server, 1_000_000, enough));
                Future<Integer> bulks = clients.submit(() -> loadOn(server, 2_000_000, enough));
                backUp(server);
                enough.set(true);
                acknowledged = creates.get();
                assertThat(bulks.get()).isPositive();
            }
            assertThat(acknowledged).isNotEmpty();
            change(server, before.keySet().iterator().next());
            server.kill();
        }
        destroy();

        CommandProcess restored =
                CommandProcess.perform("restore", folder, directory, "--snapshot=latest");
        assertThat(restored.status()).as(restored.errors()).isZero();

        try (ServerProcess server = ServerProcess.start(folder, "256m", directory)) {
            assertThat(createOnce(server).headers().firstValue(REPLAYED)).hasValue("true");
            Map<String, String> after = records(server);
            assertThat(after).containsAllEntriesOf(before);
            after.keySet().removeAll(before.keySet());
            assertIsACut(after.values());
            assertThat(server.send("POST", WELLS, well(7)).statusCode()).isEqualTo(409);
            assertThat(server.send("POST", WELLS, well(LOADED)).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void doesAsTheOperatorAsks() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(folder, "256m", directory, "--tabularium.backup.keep=2")) {
            assertThat(server.operate("DELETE", BACKUPS).statusCode()).isEqualTo(404);
            load(server, 0, LOADED);
            assertThat(server.operate("POST", BACKUPS).statusCode()).isEqualTo(202);
            assertThat(server.operate("POST", BACKUPS).statusCode()).isEqualTo(409);
            assertThat(server.operate("DELETE", BACKUPS).body()).contains("cancelled");
            assertThat(filesOfBackups()).isEmpty();

            for (int backup = 0; backup < 3; backup++) {
                backUp(server);
            }
            assertThat(snapshots(server)).hasSize(2);
            assertThat(filesOfBackups()).hasSize(4);

            CommandProcess refused =
                    CommandProcess.perform("restore", folder, directory, "--snapshot=latest");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.errors())
                    .contains("another process has it open")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void failsAloneWhereTheDiskOfBackupsIsFull() throws Exception {
        assumeTrue(SmallDisk.isAvailable(folder));
        Path backups = Files.createDirectory(folder.resolve("backups"));
        try (SmallDisk _ = SmallDisk.in(backups, 1_000_000);
                ServerProcess server = ServerProcess.start(folder, "256m", directory)) {
            load(server, 0, LOADED);
            assertThat(ended(server)).containsEntry("state", "failed");
            assertThat(server.operate("GET", BACKUPS).body()).contains("disk may be full");
            assertThat(filesOfBackups()).isEmpty();
            assertThat(server.send("POST", WELLS, well(LOADED)).statusCode()).isEqualTo(201);
            assertThat(server.operate("GET", "/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysThatNoDirectoryIsSet() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            HttpResponse<String> refused = server.operate("POST", BACKUPS);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("tabularium.backup.directory");
        }
    }

    /**
     * The writes that came meanwhile are in it up to one moment: of those that one client made, one
     * after the other, no one is missing between others, and a bulk load is whole.
     */
    private static void assertIsACut(Iterable<String> records) {
        Set<Long> created = new TreeSet<>();
        Map<Long, Integer> bulks = new TreeMap<>();
        for (String line : records) {
            long well = (long) ((Map<?, ?>) object(line).get("data")).get("well_code");
            if (well < 2_000_000) {
                created.add(well);
            } else {
                bulks.merge((well - 2_000_000) / BULK, 1, Integer::sum);
            }
        }
        assertThat(created)
                .containsExactlyElementsOf(
                        IntStream.range(0, created.size())
                                .mapToObj(number -> 1_000_000L + number)
                                .toList());
        assertThat(bulks.values()).allMatch(rows -> rows == BULK);
        assertThat(bulks.keySet())
                .containsExactlyElementsOf(
                        IntStream.range(0, bulks.size()).mapToObj(Long::valueOf).toList());
    }

    /** Creates one after the other; returns those acknowledged. */
    private static Set<Integer> create(ServerProcess server, int first, AtomicBoolean enough)
            throws IOException, InterruptedException {
        Set<Integer> acknowledged = new TreeSet<>();
        for (int well = first; !enough.get(); well++) {
            HttpResponse<String> created = server.send("POST", WELLS, well(well));
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            acknowledged.add(well);
        }
        return acknowledged;
    }

    /** Loads one bulk after the other; returns how many. */
    private static int loadOn(ServerProcess server, int first, AtomicBoolean enough)
            throws Exception {
        int bulks = 0;
        while (!enough.get()) {
            load(server, first + bulks * BULK, BULK);
            bulks++;
        }
        return bulks;
    }

    private static void load(ServerProcess server, int first, int number) throws Exception {
        String lines =
                IntStream.range(first, first + number)
                        .mapToObj(BackupIT::well)
                        .collect(Collectors.joining("\n", "", "\n"));
        HttpResponse<String> loaded =
                server.post(
                        WELLS + "/bulk",
                        "application/x-ndjson",
                        BodyPublishers.ofString(lines),
                        BodyHandlers.ofString());
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
    }

    /** The same request each time. */
    private static HttpResponse<String> createOnce(ServerProcess server) throws Exception {
        HttpResponse<String> created =
                server.send("POST", WELLS, well(3_000_000), "Idempotency-Key", "once");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created;
    }

    private static void change(ServerProcess server, String id) throws Exception {
        HttpResponse<String> deleted = server.send("DELETE", WELLS + "/" + id, "");
        assertThat(deleted.statusCode()).isEqualTo(204);
    }

    private void destroy() throws IOException {
        Files.write(database, new byte[10_000]);
    }

    private static void backUp(ServerProcess server) throws Exception {
        assertThat(ended(server)).containsEntry("state", "done");
    }

    /** Has a snapshot made, and returns how that ended. */
    private static Map<String, Object> ended(ServerProcess server) throws Exception {
        HttpResponse<String> started = server.operate("POST", BACKUPS);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        while (last(server).get("state").equals("running")) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return last(server);
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    private static Map<String, Object> last(ServerProcess server) throws Exception {
        return (Map<String, Object>) object(server.operate("GET", BACKUPS).body()).get("last");
    }

    private static List<?> snapshots(ServerProcess server) throws Exception {
        return (List<?>) object(server.operate("GET", BACKUPS).body()).get("snapshots");
    }

    private List<Path> filesOfBackups() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
            return files.toList();
        }
    }

    /** Every record as the line of a stream, by identifier. */
    private static Map<String, String> records(ServerProcess server) throws Exception {
        Map<String, String> records = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        server.get(WELLS + "/stream", BodyHandlers.ofLines()).body().forEach(lines::add);
        lines.forEach(line -> records.put((String) object(line).get("id"), line));
        return records;
    }

    private static String well(int number) {
        return """
               {"field_code": %d, "well_code": %d, "production_period": "2026-01-01T00:00:00"}"""
                .formatted(number * 31L % 100, number);
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    private static Map<String, Object> object(String json) {
        return (Map<String, Object>) JSON.read(json);
    }
}
