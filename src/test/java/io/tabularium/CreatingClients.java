package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that create notes and read them back until they are told to end. Every answer must be one
 * that the contract allows: done, or a refusal that says when to come again. Where there are
 * several servers on one database, each request goes to another server than the one before. A
 * request under a key is sent again until it is done.
 */
final class CreatingClients implements AutoCloseable {

    private static final String SCHEMA =
            """
            {"type": "object", "required": ["number"], "additionalProperties": false,
             "properties": {"number": {"type": "integer", "x-unique": true},
                            "text": {"type": "string"}}}
            """;

    private static final String NOTES = "/records/notes";
    private static final int CLIENTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The problems that a client may meet, with their status. */
    private static final Map<String, Integer> ALLOWED =
            Map.of(
                    "/problems/storage-unavailable", 503,
                    "/problems/overloaded", 503,
                    "/problems/request-in-progress", 409);

    private static final JsonReader JSON = new JsonReader(1_000_000);

    private final List<ServerProcess> servers;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Set<ServerProcess> killed = ConcurrentHashMap.newKeySet();
    private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<Long> unknown = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> running = new ArrayList<>();

    CreatingClients(ServerProcess... servers) {
        this.servers = new CopyOnWriteArrayList<>(servers);
        for (int i = 0; i < CLIENTS; i++) {
            running.add(threads.submit(this::run));
        }
    }

    /** Makes a folder of schemas for these clients, and returns it. */
    static Path writeSchema(Path folder) throws IOException {
        Path schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(schemas.resolve("notes.schema.json"), SCHEMA);
        return schemas;
    }

    /** Kills a server under its requests, and sends no more to it. */
    void kill(ServerProcess server) throws InterruptedException {
        killed.add(server);
        server.kill();
        leave(server);
    }

    /** Sends no further request to a server. */
    void leave(ServerProcess server) {
        servers.remove(server);
    }

    /** Sends requests to a further server. */
    void use(ServerProcess server) {
        servers.add(server);
    }

    /** Returns when so many more notes are acknowledged; the clients must not have failed. */
    void awaitMore(int notes) throws Exception {
        int goal = acknowledged.size() + notes;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (acknowledged.size() < goal) {
            requireNoFailure();
            assertThat(System.nanoTime()).as("%d more notes", notes).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Returns when a request was refused since this was called. */
    void awaitRefusal() throws Exception {
        int before = refusals.get();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (refusals.get() == before) {
            requireNoFailure();
            assertThat(System.nanoTime()).as("no refusal").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Ends the clients, and compares what is stored with what they were told. */
    void endAndCompare() throws Exception {
        over.set(true);
        for (Future<?> client : running) {
            client.get();
        }
        Map<Long, String> stored = stored();
        assertThat(stored).containsAllEntriesOf(acknowledged);
        stored.keySet().removeAll(acknowledged.keySet());
        assertThat(unknown).containsAll(stored.keySet());
    }

    private Void run() throws Exception {
        while (!over.get()) {
            long number = numbers.incrementAndGet();
            String text = "note " + number;
            boolean created = isCreated(number, text);
            while (!created && isKeyed(number) && !over.get()) {
                created = isCreated(number, text);
            }
        }
        return null;
    }

    private boolean isCreated(long number, String text) throws Exception {
        unknown.add(number);
        ServerProcess server = next();
        try {
            HttpResponse<String> created =
                    server.send(
                            "POST",
                            NOTES,
                            "{\"number\": %d, \"text\": \"%s\"}".formatted(number, text),
                            headers(number));
            if (created.statusCode() != 201) {
                refused(created);
                return false;
            }
            acknowledged.put(number, text);
            server = next();
            readBack(server, created.headers().firstValue("Location").orElseThrow(), text);
            return true;
        } catch (IOException e) {
            assertThat(killed).as("the server of a broken request").contains(server);
            return acknowledged.containsKey(number);
        }
    }

    /** Every second note leaves a receipt, which takes a transaction of several statements. */
    private static boolean isKeyed(long number) {
        return number % 2 == 0;
    }

    private static String[] headers(long number) {
        return isKeyed(number) ? new String[] {"Idempotency-Key", "note-" + number} : new String[0];
    }

    private ServerProcess next() {
        List<ServerProcess> now = List.copyOf(servers);
        return now.get(Math.floorMod(requests.getAndIncrement(), now.size()));
    }

    private void readBack(ServerProcess server, String location, String text) throws Exception {
        HttpResponse<String> found =
                server.get(location.substring(location.indexOf(NOTES)), BodyHandlers.ofString());
        if (found.statusCode() == 200) {
            assertThat(found.body()).contains(text);
        } else {
            refused(found);
        }
        HttpResponse<String> page =
                server.get(NOTES + "?size=2&count=exact", BodyHandlers.ofString());
        if (page.statusCode() != 200) {
            refused(page);
        }
    }

    private void refused(HttpResponse<String> answer) {
        String problem = (String) ((Map<?, ?>) JSON.read(answer.body())).get("type");
        assertThat(ALLOWED).as(answer.body()).containsEntry(problem, answer.statusCode());
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        refusals.incrementAndGet();
    }

    private void requireNoFailure() throws Exception {
        for (Future<?> client : running) {
            if (client.isDone()) {
                client.get();
            }
        }
    }

    private Map<Long, String> stored() throws Exception {
        HttpResponse<String> all = next().get(NOTES + "/stream", BodyHandlers.ofString());
        assertThat(all.statusCode()).as(all.body()).isEqualTo(200);
        Map<Long, String> stored = new HashMap<>();
        all.body()
                .lines()
                .map(line -> (Map<?, ?>) ((Map<?, ?>) JSON.read(line)).get("data"))
                .forEach(
                        data -> {
                            long number = ((Number) data.get("number")).longValue();
                            assertThat(stored.put(number, (String) data.get("text"))).isNull();
                        });
        return stored;
    }

    @Override
    public void close() {
        over.set(true);
        threads.shutdownNow();
        threads.close();
    }
}
