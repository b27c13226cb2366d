package io.tabularium.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.ServerProcess;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The server under attack, and every status that it has answered. Thread-safe. */
final class Target implements AutoCloseable {

    /** More than any answer takes while nothing starves. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final ServerProcess server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    Target(ServerProcess server) {
        this.server = server;
    }

    /** What came back; the body of an answer that may be large is counted, not kept. */
    record Answer(int status, String location, long bytes) {}

    Answer post(String path, String contentType, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body, with(headers, "Content-Type", contentType));
    }

    Answer json(String method, String path, String json) throws IOException, InterruptedException {
        return send(
                method, path, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /**
     * Sends a request and takes its answer to the end.
     *
     * @throws IOException if the server breaks the connection, or does not answer in time
     */
    Answer send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.api(path)).timeout(PATIENCE).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        long[] bytes = new long[1];
        HttpResponse<Void> response =
                client.send(
                        request.build(),
                        BodyHandlers.ofByteArrayConsumer(
                                chunk -> chunk.ifPresent(some -> bytes[0] += some.length)));
        statuses.add(response.statusCode());
        return new Answer(response.statusCode(), location(response), bytes[0]);
    }

    /**
     * The path that a record was created at, without that of the API; empty where there is none.
     */
    private static String location(HttpResponse<?> response) {
        String location = response.headers().firstValue("Location").orElse("");
        return location.isEmpty() ? "" : location.substring(location.indexOf("/records"));
    }

    /** Makes a request as often as given, all at once, and returns what came back. */
    <T> List<T> atOnce(int times, Callable<T> request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(request));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> one : running) {
                done.add(one.get());
            }
            return done;
        }
    }

    ServerProcess server() {
        return server;
    }

    /** Nothing beyond 499 was answered, but that there is no room, since this was last asked. */
    void assertNeverFailed() {
        List<Integer> failed =
                statuses.stream().filter(status -> status >= 500 && status != 503).toList();
        statuses.clear();
        assertThat(failed).isEmpty();
    }

    @Override
    public void close() {
        client.close();
    }

    private static String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }
}
