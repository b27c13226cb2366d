package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer;
import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

final class OpenApiEndpointTest {

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesTheSameAsJsonAndAsYaml() {
        Answer json = server.send("GET", "/openapi.json");
        Answer yaml = server.send("GET", "/openapi.yaml");

        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(json.member("openapi")).isEqualTo("3.1.0");
        Object read = new Yaml().load(yaml.text());
        assertThat(read).isEqualTo(new Yaml().load(json.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/openapi.yaml"})
    void isNotSentAgainToWhoeverHasIt(String path) {
        String tag = server.send("GET", path).header("ETag");
        assertThat(tag).matches("\"[0-9a-f]+\"");

        Answer again = server.send("GET", path, "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(server.send("GET", path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "br, gzip;q=0.5 | true",
                "* | true",
                "GZIP | true",
                "identity | false",
                "gzip;q=0 | false",
                "gzip; q=0.0, br | false",
                "xgzip | false"
            })
    void isCompressedForWhoeverTakesThat(String codings, boolean compressed)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.port() + "/openapi.json"))
                        .header("Accept-Encoding", codings)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("Content-Encoding").isPresent())
                    .isEqualTo(compressed);
            assertThat(response.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            byte[] body = response.body();
            byte[] plain =
                    compressed
                            ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                            : body;
            assertThat(new String(plain, StandardCharsets.UTF_8))
                    .startsWith("{\"openapi\":\"3.1.0\"");
        }
    }

    @Test
    void takesNoParameters() {
        assertThat(server.send("GET", "/openapi.json?a=b").member("type"))
                .isEqualTo("/problems/invalid-query");
    }
}
