package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Bulk loads over HTTP/2, which an operator may switch on. */
@Timeout(60)
final class Http2UploadTest {

    private static final int ROWS = 1_000;

    @Test
    void loadsBodiesOfKnownAndOfUnknownLength() throws Exception {
        byte[] body = UploadForm.NDJSON.body(ROWS);
        try (ApiServer server = ApiServer.startOn(WebSchemas.all(), "--server.http2.enabled=true");
                HttpClient client = HttpClient.newHttpClient()) {
            URI base = URI.create("http://127.0.0.1:" + server.port());
            // The first request asks for HTTP/2; those behind it use it.
            client.send(
                    HttpRequest.newBuilder(base.resolve("/api/v1/schemas")).build(),
                    BodyHandlers.discarding());

            assertLoads(client, base, BodyPublishers.ofByteArray(body));
            assertLoads(
                    client,
                    base,
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        }
    }

    private static void assertLoads(HttpClient client, URI base, BodyPublisher body)
            throws Exception {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(base.resolve(UploadServer.BULK))
                                .header("Content-Type", "application/x-ndjson")
                                .POST(body)
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"created\":" + ROWS);
    }
}
