package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.ServerProcess;
import io.tabularium.TestedEngine;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the server, with its database, to the document that it gives: a life of some records. */
final class RealServerConformanceIT {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("io.tabularium.TestedEngine#chosen")
    void answersAsItsDocumentSays(TestedEngine engine) throws Exception {
        String[] options = engine.newStorage().toArray(String[]::new);
        try (ServerProcess server = ServerProcess.start(folder, "256m", options);
                HttpClient client = HttpClient.newHttpClient()) {
            URI base = URI.create("http://127.0.0.1:" + server.port());
            CheckedApi.Service service =
                    (method, path, body, headers) ->
                            send(client, base.resolve(path), method, body, headers);
            Answer document = service.send("GET", "/openapi.json", BodyPublishers.noBody());
            CheckedApi api = new CheckedApi(service, new Document(document.text()));

            Object id = create(api);
            patch(api, id);
            load(api);
            read(api);
            remove(api, id);
        }
    }

    private static Object create(CheckedApi api) {
        Map<String, Object> airport = example(api);
        Answer created = api.call("airports_create").json(airport).answers(201);
        api.call("airports_create").json(airport).answers(409);
        api.call("airports_create").json(Map.of("iata", 1L)).unchecked().answers(422);
        return created.member("id");
    }

    private static void patch(CheckedApi api, Object id) {
        String tag = api.call("airports_get").at(id).answers(200).header("ETag");
        String city = JsonWriter.toText(Map.of("city", "Bergen"));
        Answer patched =
                api.call("airports_patch")
                        .at(id)
                        .header("If-Match", tag)
                        .text(MERGE_PATCH, city)
                        .answers(200);
        assertThat(patched.header("ETag")).isNotEqualTo(tag);
        api.call("airports_patch")
                .at(id)
                .header("If-Match", tag)
                .text(MERGE_PATCH, city)
                .answers(412);
    }

    private static void load(CheckedApi api) {
        Map<String, Object> other = new HashMap<>(example(api));
        other.put("iata", "BGO");
        String lines = JsonWriter.toText(other) + "\n";
        api.call("airports_bulk").text("application/x-ndjson", lines).answers(201);
        api.call("airports_bulk").text("application/x-ndjson", lines).answers(409);
        api.call("airports_bulk").json(List.of(Map.of("iata", 1L))).unchecked().answers(422);
    }

    private static void read(CheckedApi api) {
        Answer page = api.call("airports_find").query("size", "1").answers(200);
        api.call("airports_find")
                .query("size", "1")
                .query("cursor", (String) page.member("next_cursor"))
                .answers(200);
        api.call("airports_find").query("size", "0").unchecked().answers(400);
        api.call("airports_query").json(Map.of("size", 1L)).answers(200);
        assertThat(api.call("airports_stream").answers(200).text().lines()).hasSize(2);
        api.call("airports_stream").query("limit", "0").unchecked().answers(400);
        api.call("airports_count").query("city", "eq.Bergen").answers(200);
    }

    private static void remove(CheckedApi api, Object id) {
        api.call("airports_remove").at(id).answers(204);
        api.call("airports_remove").at(id).answers(404);
        api.call("airports_get").at(id).answers(404);
    }

    private static Map<String, Object> example(CheckedApi api) {
        return api.document()
                .object(
                        "paths",
                        "/api/v1/records/airports",
                        "post",
                        "requestBody",
                        "content",
                        "application/json",
                        "example");
    }

    private static Answer send(
            HttpClient client, URI address, String method, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
