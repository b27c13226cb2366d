package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.UploadServer.Client;
import io.tabularium.adapter.web.admission.Load;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Single writes and queries whose bodies come slowly hold no place that others need. */
@Timeout(60)
final class SlowRecordBodyTest {

    private static final String COUNTERS = "/api/v1/records/counters";
    private static final String RECORD = COUNTERS + "/0190a0b1-0000-7000-8000-000000000001";

    @TempDir private static Path folder;
    private static UploadServer server;

    @BeforeAll
    static void start() {
        server = UploadServer.start(folder.resolve("uploads"), Duration.ofMillis(300));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | /api/v1/records/counters | {"name":"slow"} | 201
                    POST | /api/v1/records | {"schema_name":"counters","data":{"name":"slow"}} | 201
                    PUT | /api/v1/records/counters/0190a0b1-0000-7000-8000-000000000002 \
                        | {"name":"slow"} | 201
                    PATCH | /api/v1/records/counters/0190a0b1-0000-7000-8000-000000000001 \
                        | {"name":"slow"} | 200
                    POST | /api/v1/records/counters/query | {} | 200
                    """)
    void leavesThePlaceToOthersUntilTheBodyIsThere(
            String method, String path, String body, int status) throws IOException {
        server.send("PUT", RECORD, "{\"name\":\"stored\"}");
        try (Client slow = server.connect()) {
            begin(slow, method, path, body, "Content-Length: " + body.length());
            server.awaitInUse(Load.SLOW_UPLOADS, 1);
            server.awaitInUse(Load.WRITES, 0);
            server.awaitInUse(Load.QUERIES, 0);

            assertThat(server.send("POST", COUNTERS, "{\"name\":\"fast\"}").status())
                    .isEqualTo(201);
            assertThat(server.send("POST", COUNTERS + "/query", "{}").status()).isEqualTo(200);

            assertThat(slow.send(body.substring(1)).answer()).startsWith("HTTP/1.1 " + status);
        }
        server.awaitInUse(Load.SLOW_UPLOADS, 0);
    }

    @Test
    void readsALargeBodyThatComesInPieces() throws IOException {
        String body = "{\"name\":\"%s\"}".formatted("x".repeat(2_000_000));
        try (Client slow = server.connect()) {
            begin(slow, "POST", COUNTERS, body, "Content-Length: " + body.length());
            server.awaitInUse(Load.SLOW_UPLOADS, 1);

            assertThat(slow.send(body.substring(1)).answer())
                    .startsWith("HTTP/1.1 201")
                    .contains("x".repeat(2_000_000));
        }
    }

    @Test
    void needsNoRoomForABodyThatComesFast() {
        String body = "{\"name\":\"%s\"}".formatted("x".repeat(2_000_000));
        try (UploadServer full =
                UploadServer.start(
                        folder.resolve("full"), Duration.ofSeconds(30), Long.MAX_VALUE / 2)) {
            assertThat(full.send("POST", COUNTERS, body).status()).isEqualTo(201);
        }
        assertThat(folder.resolve("full")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9000000", "Transfer-Encoding: chunked"})
    void refusesABodyOverTheLimit(String framing) throws IOException {
        String body = "{\"name\":\"%s\"}".formatted("x".repeat(8_999_989));
        try (Client client = server.connect()) {
            client.send(head("POST", COUNTERS, framing));
            if (framing.startsWith("Transfer")) {
                client.send("%x\r\n".formatted(body.length())).send(body);
            }
            assertThat(client.beginOfAnswer()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void tellsOfABodyThatBreaksOff() throws IOException {
        try (Client slow = server.connect()) {
            begin(slow, "POST", COUNTERS, "{\"name\":\"slow\"}", "Content-Length: 100");
            server.awaitInUse(Load.SLOW_UPLOADS, 1);

            assertThat(slow.answer()).startsWith("HTTP/1.1 400").contains("malformed-request");
        }
    }

    private static void begin(
            Client client, String method, String path, String body, String framing)
            throws IOException {
        client.send(head(method, path, framing)).send(body.substring(0, 1));
    }

    private static byte[] head(String method, String path, String framing) {
        return "%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n%s\r\n\r\n"
                .formatted(method, path, framing)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
