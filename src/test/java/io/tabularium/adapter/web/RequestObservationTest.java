package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.contract.InMemoryRecords;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.QueryTimeout;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class RequestObservationTest {

    private static final String SCHEMA = "counters";
    private static final String STREAM = "/api/v1/records/counters/stream";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void countsAStreamThatWasBrokenOffAsBroken() throws IOException {
        QueryTimeout failure = new QueryTimeout(Duration.ofSeconds(30));
        try (ApiServer server = serverOver(new ScriptedReader(10_000, failure))) {
            try (Socket socket = request(server)) {
                readToTheEnd(socket);
            }

            awaitCount(server, "stream", "broken");
        }
    }

    @Test
    void countsAStreamWhoseClientIsGoneAsBroken() throws IOException {
        ScriptedReader endless =
                new ScriptedReader(Long.MAX_VALUE, new IllegalStateException("never"));
        try (ApiServer server = serverOver(endless)) {
            try (Socket socket = request(server)) {
                assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
            }

            awaitCount(server, "stream", "broken");
        }
    }

    @Test
    void countsWhatFindsNoRoomAsRejected() {
        Overloaded failure = new Overloaded("No stream is free.", Duration.ofSeconds(3));
        try (ApiServer server = serverOver(new ScriptedReader(0, failure))) {
            server.send("GET", STREAM);

            awaitCount(server, "stream", "rejected");
        }
    }

    @Test
    void countsAnAnswerToHeadAsOneToGet() {
        try (ApiServer server = ApiServer.start()) {
            server.send("HEAD", "/api/v1/records/" + SCHEMA);

            awaitCount(server, "page", "success");
        }
    }

    private static ApiServer serverOver(ScriptedReader reader) {
        return ApiServer.start(ApiServer.LIMITS, reader, new InMemoryRecords());
    }

    private static Socket request(ApiServer server) throws IOException {
        Socket socket = server.connect();
        String request = "GET " + STREAM + " HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void readToTheEnd(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    /** Counted once the answer is out, a moment after a client has it. */
    private static void awaitCount(ApiServer server, String operation, String outcome) {
        Pattern series =
                Pattern.compile(
                        "tabularium_requests_seconds_count\\{operation=\"%s\",outcome=\"%s\".*} 1"
                                .formatted(operation, outcome));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String metrics = server.send("GET", "/actuator/prometheus").text();
            Matcher found = series.matcher(metrics);
            if (found.find()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not counted: " + metrics);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
