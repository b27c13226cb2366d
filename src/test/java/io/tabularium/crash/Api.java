package io.tabularium.crash;

import io.tabularium.ServerProcess;
import io.tabularium.adapter.json.JsonReader;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The API of running servers on one database, as a client calls it: each request goes to another
 * server than the one before. Thread-safe.
 */
final class Api implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonReader JSON = new JsonReader(1_000_000);

    private final List<ServerProcess> servers;
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Api(ServerProcess... servers) {
        this.servers = List.of(servers);
    }

    /**
     * Sends it once.
     *
     * @throws IOException if the server went away before the whole answer was there
     * @throws AssertionError if no answer comes
     */
    HttpResponse<String> send(Request request) throws IOException, InterruptedException {
        int number = Math.floorMod(requests.getAndIncrement(), servers.size());
        ServerProcess server = servers.get(number);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(server.api(request.path()))
                        .timeout(LIMIT)
                        .header("Content-Type", request.contentType())
                        .method(request.method(), BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        try {
            return http.send(builder.build(), BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new AssertionError("no answer to " + request.method() + " " + request.path(), e);
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(Request.json("GET", path, ""));
    }

    /** Whether it is the answer to an earlier request under the same key. */
    static boolean isReplayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) JSON.read(json);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
