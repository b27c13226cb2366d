package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.adapter.web.record.StreamOutput.ClientGone;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.QueryTimeout;
import io.tabularium.domain.TabulariumException.StorageUnavailable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

final class BrokenStreamTest {

    private static final String STREAM = "/api/v1/records/counters/stream";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10})
    void tellsAFailureBeforeTheFirstByteAsAProblem(long records) {
        Overloaded failure = new Overloaded("No stream is free.", Duration.ofSeconds(3));
        try (ApiServer server = serverOver(new ScriptedReader(records, failure))) {
            Answer answer = server.send("GET", STREAM);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Retry-After")).isEqualTo("3");
            assertThat(answer.text()).doesNotContain("a name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "text/csv"})
    void breaksTheConnectionWhenAStreamFailsHalfWay(String accept) throws IOException {
        QueryTimeout failure = new QueryTimeout(Duration.ofSeconds(30));
        try (ApiServer server = serverOver(new ScriptedReader(10_000, failure))) {
            String received = receive(server, accept);

            assertThat(received).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
            assertThat(received).contains("a name of some length").doesNotContain("problem");
            assertThat(received).doesNotContain(LAST_CHUNK);
        }
    }

    @Test
    void breaksTheConnectionWhenStorageFailsLikeALostConnection() throws IOException {
        StorageUnavailable failure =
                new StorageUnavailable("Storage cannot be read.", new EOFException("broken pipe"));
        try (ApiServer server = serverOver(new ScriptedReader(10_000, failure))) {
            assertThat(receive(server, "*/*")).doesNotContain(LAST_CHUNK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "text/csv"})
    void endsTheScanWhenTheClientIsGone(String accept) throws Exception {
        ScriptedReader reader =
                new ScriptedReader(Long.MAX_VALUE, new IllegalStateException("never"));
        try (ApiServer server = serverOver(reader)) {
            try (Socket socket = server.connect()) {
                request(socket, accept);
                assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
                assertThat(reader.thrown()).isNotDone();
            }

            assertThat(reader.thrown().get(10, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
        }
    }

    private static ApiServer serverOver(ScriptedReader reader) {
        return ApiServer.start(ApiServer.LIMITS, reader, new InMemoryRecords());
    }

    private static String receive(ApiServer server, String accept) throws IOException {
        try (Socket socket = server.connect()) {
            request(socket, accept);
            return new String(readToTheEnd(socket.getInputStream()), StandardCharsets.UTF_8);
        }
    }

    private static void request(Socket socket, String accept) throws IOException {
        String request = "GET " + STREAM + " HTTP/1.1\r\nHost: x\r\nAccept: " + accept + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whatever arrives, whether the server then closes the connection or resets it. */
    private static byte[] readToTheEnd(InputStream in) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received.write(buffer, 0, count);
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return received.toByteArray();
    }
}
