package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.record.StreamOutput;
import io.tabularium.adapter.web.tomcat.ConnectionLimits;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.query.Filter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Clients that send, take or do next to nothing: none keeps a connection for ever. */
@ExtendWith(OutputCaptureExtension.class)
final class SlowClientTest {

    private static final String COUNTERS = "/api/v1/records/counters";

    private static final ConnectionLimits IMPATIENT =
            new ConnectionLimits(100, Duration.ofMillis(300), Duration.ofMillis(300), 100_000);

    private static final InMemoryRecords RECORDS = new InMemoryRecords();
    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start(ApiServer.LIMITS, Front.ROOMY.with(IMPATIENT), RECORDS, RECORDS);
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(RECORDS.count(TestSchemas.COUNTERS, Filter.ALL)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /api/v1/schemas HT", "GET /api/v1/schemas HTTP/1.1\r\nHost:"})
    void closesAConnectionWithoutARequest(String beginning) throws IOException {
        try (Socket socket = server.connect()) {
            send(socket, beginning);
            readToTheEnd(socket);
        }
    }

    @Test
    void closesAConnectionThatIsIdleAfterARequest() throws IOException {
        try (Socket socket = server.connect()) {
            send(socket, "GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(readToTheEnd(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/json",
        "/bulk, application/json",
        "/bulk, application/x-ndjson",
        "/bulk, text/csv",
        "/query, application/json"
    })
    void refusesABodyThatStops(String path, String type) throws IOException {
        try (Socket socket = server.connect()) {
            send(socket, head(path, type, "Content-Length: 100") + "{\"value\": 1");

            assertThat(readToTheEnd(socket)).startsWith("HTTP/1.1 400 ").contains("malformed");
        }
    }

    @Test
    void doesNotWaitForABodyThatStoppedAndGoesOn() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head("/bulk", "text/csv", "Transfer-Encoding: chunked"));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            Thread trickle = Thread.startVirtualThread(() -> trickle(socket));

            assertThat(readToTheEnd(socket)).startsWith("TTP/1.1 400 ");
            trickle.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', application/json", "/bulk, application/x-ndjson"})
    void refusesABodyThatTrickles(String path, String type) throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head(path, type, "Transfer-Encoding: chunked"));
            Thread trickle = Thread.startVirtualThread(() -> trickle(socket));

            assertThat(readToTheEnd(socket)).startsWith("HTTP/1.1 400 ").contains("too slowly");
            trickle.join();
        }
    }

    @Test
    void refusesABulkLoadWhoseChunkTricklesBeforeItsFirstByte() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head("/bulk", "text/csv", "Transfer-Encoding: chunked") + "1;a");
            Thread trickle = Thread.startVirtualThread(() -> trickle(socket, "a"));

            assertThat(readToTheEnd(socket)).startsWith("HTTP/1.1 400 ").contains("too slowly");
            trickle.join();
        }
    }

    @Test
    void doesNotWaitForTheRestOfARefusedBody() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head("/nothing/here", "text/csv", "Transfer-Encoding: chunked"));
            Thread trickle = Thread.startVirtualThread(() -> trickle(socket));

            assertThat(readToTheEnd(socket)).startsWith("HTTP/1.1 40");
            trickle.join();
        }
    }

    @Test
    void endsQuietlyWhereTheHeadIsOversized(CapturedOutput log) throws IOException {
        try (Socket socket = server.connect()) {
            String chunked = "Transfer-Encoding: chunked\r\nX: ";
            send(socket, head("", "text/csv", chunked + "y".repeat(500_000)));

            assertThat(readToTheEnd(socket)).startsWith("HTTP/1.1 400 ");
        }
        assertThat(log).doesNotContain("Error processing request");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void breaksOffAStreamThatIsTakenTooSlowly(int bytesPerRead) throws Exception {
        ScriptedReader endless =
                new ScriptedReader(Long.MAX_VALUE, new IllegalStateException("never"));
        try (ApiServer streaming =
                        ApiServer.start(
                                ApiServer.LIMITS,
                                Front.ROOMY.with(IMPATIENT),
                                endless,
                                new InMemoryRecords());
                Socket socket = streaming.connect()) {
            send(socket, "GET " + COUNTERS + "/stream HTTP/1.1\r\nHost: x\r\n\r\n");
            while (!endless.thrown().isDone()) {
                socket.getInputStream().readNBytes(bytesPerRead);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }

            assertThat(endless.thrown().get()).isInstanceOf(StreamOutput.ClientGone.class);
            assertThat(readToTheEnd(socket)).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    /** One chunk of one byte after the other, each in time, until the server has enough of it. */
    private static void trickle(Socket socket) {
        trickle(socket, "1\r\n \r\n");
    }

    private static void trickle(Socket socket, String text) {
        try {
            while (true) {
                send(socket, text);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (IOException broken) {
            // As it must be.
        }
    }

    private static String head(String path, String type, String framing) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\n%s\r\n\r\n"
                .formatted(COUNTERS + path, type, framing);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whatever arrives, whether the server then closes the connection or resets it. */
    private static String readToTheEnd(Socket socket) throws IOException {
        StringBuilder received = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return received.toString();
    }
}
