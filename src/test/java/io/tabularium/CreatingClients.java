package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that create notes and read them back until they are told to end. Every answer must be one
 * that the contract allows: done, or 503 with the problem {@code storage-unavailable}.
 */
final class CreatingClients implements AutoCloseable {

    static final String SCHEMA =
            """
            {"type": "object", "required": ["number"], "additionalProperties": false,
             "properties": {"number": {"type": "integer", "x-unique": true},
                            "text": {"type": "string"}}}
            """;

    private static final String NOTES = "/records/notes";
    private static final int CLIENTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonReader JSON = new JsonReader(1_000_000);

    private final ServerProcess server;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<Long> unknown = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> running = new ArrayList<>();

    CreatingClients(ServerProcess server) {
        this.server = server;
        for (int i = 0; i < CLIENTS; i++) {
            running.add(threads.submit(this::run));
        }
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
            HttpResponse<String> created =
                    server.send(
                            "POST",
                            NOTES,
                            "{\"number\": %d, \"text\": \"%s\"}".formatted(number, text),
                            headers(number));
            if (created.statusCode() == 201) {
                acknowledged.put(number, text);
                readBack(created.headers().firstValue("Location").orElseThrow(), text);
            } else {
                refused(created);
                unknown.add(number);
            }
        }
        return null;
    }

    /** Every second note leaves a receipt, which takes a transaction of several statements. */
    private static String[] headers(long number) {
        return number % 2 == 0 ? new String[] {"Idempotency-Key", "note-" + number} : new String[0];
    }

    private void readBack(String location, String text) throws Exception {
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
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("\"/problems/storage-unavailable\"");
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
        HttpResponse<String> all = server.get(NOTES + "/stream", BodyHandlers.ofString());
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
