package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.contract.InMemoryRecords;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.query.Filter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Uploads that end before their end. What did arrive is well-formed, and valid. */
final class BrokenUploadTest {

    private static final String BULK = "/api/v1/records/counters/bulk?on_error=skip";
    private static final InMemoryRecords RECORDS = new InMemoryRecords();

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start(ApiServer.LIMITS, RECORDS, RECORDS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsStored() {
        assertThat(RECORDS.count(TestSchemas.COUNTERS, Filter.ALL)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /bulk  | application/x-ndjson | {"value": 1}\\n{"value": 2}\\n
                    /bulk  | text/csv             | value\\n1\\n2\\n
                    /bulk  | application/json     | [{"value": 1}, {"value": 2}]
                    ``     | application/json     | {"value": 1}
                    """)
    void refusesABodyShorterThanItsContentLength(String path, String type, String body)
            throws IOException {
        String bytes = body.replace("\\n", "\n");

        String answer =
                sendAndStop(
                        "/api/v1/records/counters" + path,
                        type,
                        "Content-Length: " + (bytes.length() + 1),
                        bytes);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("/problems/malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5\r\n{}", "zz\r\n", "-1\r\n", "fffffffffffffffff\r\n"})
    void refusesChunksThatDoNotEnd(String rest) throws IOException {
        String chunk = "{\"value\": 1}\n";

        String answer =
                sendAndStop(
                        BULK,
                        "application/x-ndjson",
                        "Transfer-Encoding: chunked",
                        Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n" + rest);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("/problems/malformed-request");
    }

    /** Sends, says that nothing follows, and reads the answer. */
    private static String sendAndStop(String path, String type, String framing, String body)
            throws IOException {
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n%s\r\n\r\n"
                        .formatted(path, type, framing);
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
