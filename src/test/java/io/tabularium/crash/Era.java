package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.ServerProcess;
import io.tabularium.crash.Ledger.Settled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** One database from its first record on, through a number of servers that were ended. */
final class Era implements AutoCloseable {

    /** For the least work before the first request. */
    private static final List<String> MACHINE =
            List.of(
                    "-Xmx192m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError");

    private static final int CLIENTS = 8;
    private static final List<Integer> CHECKPOINT_KILOBYTES = List.of(64, 256, 1_024, 16_384);
    private static final int INSPECTED_FILES = 3;

    private final Path folder;
    private final Path schemaFolder;
    private final Random random;
    private final History history;
    private final Ledger ledger = new Ledger();
    private final Instant begun = Instant.now().minusSeconds(1);
    private final TestedSchema changing = new TestedSchema("changing", true);
    private final List<TestedSchema> schemas =
            List.of(new TestedSchema("plain", false), new TestedSchema("keyed", true), changing);
    private final List<Client> clients;
    private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    private Duration usualStart = Duration.ofSeconds(2);

    Era(Path folder, long seed) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.schemaFolder = Files.createDirectories(folder.resolve("schemas"));
        this.random = new Random(seed);
        this.history = new History(folder.resolveSibling("history-" + seed + ".log"));
        this.clients =
                IntStream.range(0, CLIENTS)
                        .mapToObj(i -> new Owner("c" + i, ledger, new Random(seed * 31 + i)))
                        .map(owner -> new Client(owner, ledger, history))
                        .toList();
        schemas.getFirst().clusterBy("category");
    }

    /**
     * Starts servers and ends them, and looks at the end what is there.
     *
     * @param kills how many of them are killed; each kind of ending comes before any comes again
     * @return how many ended in each way
     */
    Map<Ending, Integer> run(int kills) throws Exception {
        List<Ending> order = new ArrayList<>();
        for (int killed = 0; killed < kills; ) {
            if (order.isEmpty()) {
                order.addAll(List.of(Ending.values()));
                Collections.shuffle(order, random);
            }
            Ending ending = order.removeLast();
            history.tell("---- ending " + (killed + 1) + ": " + ending);
            serve(ending);
            endings.merge(ending, 1, Integer::sum);
            killed += ending == Ending.ORDERLY ? 0 : 1;
        }
        lookAtLast();
        return endings;
    }

    int records() {
        return ledger.size();
    }

    private void serve(Ending ending) throws Exception {
        if (ending == Ending.AT_SCHEMA_CHANGE || random.nextInt(4) == 0) {
            history.tell("changing: " + changing.change(random));
        }
        int threshold = CHECKPOINT_KILOBYTES.get(random.nextInt(CHECKPOINT_KILOBYTES.size()));
        Moment moment =
                new Moment(
                        folder.resolve("tabularium.duckdb.wal"),
                        threshold * 1_024L,
                        ledger,
                        random);
        try (ServerProcess server = launch(threshold)) {
            if (ending.beforeReady()) {
                moment.awaitDuringStart(usualStart);
                server.kill();
            } else {
                awaitReady(server);
                endUnderLoad(server, ending, moment);
            }
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
        if (random.nextInt(INSPECTED_FILES) == 0) {
            inspectFiles();
        }
    }

    private ServerProcess launch(int checkpointKilobytes) throws IOException {
        for (TestedSchema schema : schemas) {
            schema.writeTo(schemaFolder);
        }
        return ServerProcess.launch(
                MACHINE,
                folder,
                "--tabularium.schemas.location=" + schemaFolder,
                "--tabularium.duckdb.memory-limit=256MB",
                "--tabularium.duckdb.checkpoint-threshold=" + checkpointKilobytes + "KB");
    }

    private void awaitReady(ServerProcess server) {
        long started = System.nanoTime();
        server.awaitReady();
        usualStart = Duration.ofNanos(System.nanoTime() - started);
    }

    private void endUnderLoad(ServerProcess server, Ending ending, Moment moment) throws Exception {
        try (Api api = new Api(server);
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Settled> settled = inspect(api);
            List<Future<?>> runs = new ArrayList<>();
            for (Client client : clients) {
                runs.add(
                        threads.submit(
                                () -> {
                                    client.run(api, schemas, settled);
                                    return null;
                                }));
            }
            moment.awaitUnderLoad(ending, server);
            if (ending == Ending.ORDERLY) {
                assertThat(server.stop()).isIn(0, 143);
            } else {
                server.kill();
            }
            for (Future<?> run : runs) {
                await(run);
            }
        }
    }

    private static void await(Future<?> run) throws InterruptedException {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a client met what must not be", e.getCause());
        }
    }

    private List<Settled> inspect(Api api) throws IOException, InterruptedException {
        ApiInspection inspection = new ApiInspection(api, begun, random);
        Map<Identity, RecordState> found = new HashMap<>();
        for (TestedSchema schema : schemas) {
            found.putAll(inspection.recordsOf(schema));
        }
        List<Settled> all = ledger.settle(found);
        for (Settled settled : all) {
            String outcome = settled.done() ? " was done" : " was not done";
            history.tell("open: " + settled.attempt().name() + outcome);
        }
        history.tell("inspected " + found.size() + " records");
        return all;
    }

    private void inspectFiles() throws Exception {
        int lookups =
                FileInspection.inspect(
                        folder.resolve("tabularium.duckdb"), folder.resolve("copy"), random);
        history.tell("inspected the files with " + lookups + " lookups by index");
    }

    private void lookAtLast() throws Exception {
        try (ServerProcess server = launch(CHECKPOINT_KILOBYTES.getLast());
                Api api = new Api(server)) {
            server.awaitReady();
            List<Settled> settled = inspect(api);
            for (Client client : clients) {
                client.retry(api, settled);
            }
            assertThat(inspect(api)).isEmpty();
            assertThat(server.stop()).isIn(0, 143);
        }
        inspectFiles();
    }

    @Override
    public void close() throws IOException {
        history.close();
    }
}
