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
import java.util.Map;

/** The API of a running server, as a client calls it. Thread-safe. */
final class Api implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonReader JSON = new JsonReader(1_000_000);

    private final ServerProcess server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Api(ServerProcess server) {
        this.server = server;
    }

    /**
     * Sends it once.
     *
     * @throws IOException if the server went away before the whole answer was there
     * @throws AssertionError if no answer comes
     */
    HttpResponse<String> send(Request request) throws IOException, InterruptedException {
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
