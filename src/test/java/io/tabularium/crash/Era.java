package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.ServerProcess;
import io.tabularium.TestedEngine;
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
import java.util.regex.Pattern;
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

    private static final Pattern OF_DATABASE =
            Pattern.compile("server_lost|problem=\"STORAGE_UNAVAILABLE\"");

    /** The storage is inspected after one of this many endings. */
    private static final int INSPECTED = 3;

    private final Path folder;
    private final Path schemaFolder;
    private final Random random;
    private final TestedStorage storage;
    private final Moment moment;
    private final History history;
    private final Ledger ledger = new Ledger();
    private final Instant begun = Instant.now().minusSeconds(1);
    private final TestedSchema changing = new TestedSchema("changing", true);
    private final List<TestedSchema> schemas =
            List.of(new TestedSchema("plain", false), new TestedSchema("keyed", true), changing);
    private final List<Client> clients;
    private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    private Duration usualStart = Duration.ofSeconds(2);

    Era(TestedEngine engine, Path folder, long seed) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.schemaFolder = Files.createDirectories(folder.resolve("schemas"));
        this.random = new Random(seed);
        this.storage = TestedStorage.create(engine, folder, random);
        this.moment = new Moment(storage, ledger, random);
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
                order.addAll(storage.endings());
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
        try (ServerProcess server = launch()) {
            if (ending.beforeReady()) {
                moment.awaitDuringStart(usualStart);
                server.kill();
            } else if (ending == Ending.ONE_OF_TWO) {
                awaitReady(server);
                endOneOfTwo(server);
            } else {
                awaitReady(server);
                endUnderLoad(server, ending);
            }
            checkLog(server, ending);
        }
        if (random.nextInt(INSPECTED) == 0) {
            inspectStorage(!ending.beforeReady());
        }
    }

    /** Only a database that is gone is an error. */
    private static void checkLog(ServerProcess server, Ending ending) {
        assertThat(server.log().lines())
                .filteredOn(line -> line.contains(" ERROR "))
                .filteredOn(line -> !(ending.cutsOff() && OF_DATABASE.matcher(line).find()))
                .isEmpty();
    }

    private ServerProcess launch() throws IOException {
        for (TestedSchema schema : schemas) {
            schema.writeTo(schemaFolder);
        }
        List<String> options = new ArrayList<>(storage.nextOptions());
        options.add("--tabularium.schemas.location=" + schemaFolder);
        return ServerProcess.launch(MACHINE, folder, options.toArray(String[]::new));
    }

    private void awaitReady(ServerProcess server) {
        long started = System.nanoTime();
        server.awaitReady();
        usualStart = Duration.ofNanos(System.nanoTime() - started);
    }

    /** The server that stays has everything, and does what the other one left undone. */
    private void endOneOfTwo(ServerProcess server) throws Exception {
        try (ServerProcess other = launch();
                Api both = new Api(server, other);
                Api left = new Api(other);
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            other.awaitReady();
            List<Future<?>> runs = runClients(both, threads);
            moment.awaitUnderLoad(Ending.ONE_OF_TWO, server);
            server.kill();
            for (Future<?> run : runs) {
                await(run);
            }
            retry(left, inspect(left));
            assertThat(inspect(left)).isEmpty();
            other.kill();
            checkLog(other, Ending.ONE_OF_TWO);
        }
    }

    private List<Future<?>> runClients(Api api, ExecutorService threads) throws Exception {
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
        return runs;
    }

    private void endUnderLoad(ServerProcess server, Ending ending) throws Exception {
        try (Api api = new Api(server);
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> runs = runClients(api, threads);
            moment.awaitUnderLoad(ending, server);
            switch (ending) {
                case ORDERLY -> assertThat(server.stop()).isIn(0, 143);
                case DATABASE_KILLED, DATABASE_STOPPED -> storage.end(ending);
                default -> server.kill();
            }
            for (Future<?> run : runs) {
                await(run);
            }
            if (ending.ofDatabase()) {
                findDatabaseAgain(server, api);
                server.kill();
            }
        }
    }

    /** The server needs no restart, and nothing that it acknowledged is lost. */
    private void findDatabaseAgain(ServerProcess server, Api api) throws Exception {
        storage.startAgain();
        server.awaitReady();
        retry(api, inspect(api));
        assertThat(inspect(api)).isEmpty();
    }

    private void retry(Api api, List<Settled> settled) throws IOException, InterruptedException {
        for (Client client : clients) {
            client.retry(api, settled);
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

    private void inspectStorage(boolean complete) throws Exception {
        int lookups = storage.inspect(complete);
        history.tell("inspected the storage with " + lookups + " lookups by index");
    }

    private void lookAtLast() throws Exception {
        try (ServerProcess server = launch();
                Api api = new Api(server)) {
            server.awaitReady();
            retry(api, inspect(api));
            assertThat(inspect(api)).isEmpty();
            assertThat(server.stop()).isIn(0, 143);
        }
        inspectStorage(true);
    }

    @Override
    public void close() throws IOException {
        try (TestedStorage _ = storage) {
            history.close();
        }
    }
}
