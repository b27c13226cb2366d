package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Queries that would run for many times the time limit. The server has one connection for reads and
 * one for streams, so that one query that went on in secret would keep the next from being done.
 */
class QueryTimeoutIT {

    private static final int ROWS = 200_000;

    /** Each condition looks into the JSON of every row. */
    private static final String SLOW =
            URLEncoder.encode(
                    IntStream.range(0, 50)
                            .mapToObj(
                                    i ->
                                            """
                                            {"field": "place.name", "operator": "like",
                                             "value": "%%x%dy%%"}"""
                                                    .formatted(i))
                            .collect(Collectors.joining(",", "[{\"or\": [", "]}]")),
                    StandardCharsets.UTF_8);

    @TempDir private static Path folder;
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path schemas = Files.createDirectory(folder.resolve("schemas"));
        Files.writeString(
                schemas.resolve("sights.schema.json"),
                """
                {"$schema": "https://json-schema.org/draft/2020-12/schema",
                 "type": "object", "additionalProperties": false,
                 "properties": {"place": {"type": "object", "properties": {
                   "name": {"type": "string"}}}}}
                """);
        server =
                ServerProcess.start(
                        folder,
                        "256m",
                        "--tabularium.schemas.location=" + schemas,
                        "--tabularium.limits.query-timeout=200ms",
                        "--tabularium.limits.max-concurrent-streams=1",
                        "--tabularium.duckdb.read-pool-size=1");
        String row = "{\"place\": {\"name\": \"somewhere between here and there\"}}\n";
        HttpResponse<String> loaded =
                server.post(
                        "/records/sights/bulk",
                        "application/x-ndjson",
                        BodyPublishers.ofString(row.repeat(ROWS)),
                        BodyHandlers.ofString());
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?count=exact&filters=",
                "?count=none&filters=",
                "/count?filters=",
                "/stream?filters=",
                "/stream?sort=-place.name&filters="
            })
    void cancelsWhatTakesTooLong(String query) throws Exception {
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> slow =
                    server.get("/records/sights" + query + SLOW, BodyHandlers.ofString());

            assertThat(slow.statusCode()).as(slow.body()).isEqualTo(504);
            assertThat(slow.body()).contains("/problems/query-timeout");
        }
        String first =
                server.get("/records/sights?size=1&count=none", BodyHandlers.ofString()).body();
        assertThat(first).contains("somewhere");
    }

    @Test
    void leavesTheWorkOfStreamsWhoseRowsComeInTime() throws Exception {
        HttpResponse<Stream<String>> all =
                server.get("/records/sights/stream", BodyHandlers.ofLines());

        assertThat(all.body().count()).isEqualTo(ROWS);
    }
}
