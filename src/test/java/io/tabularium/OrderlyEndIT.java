package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The real server is told to stop while it writes, streams and loads. */
final class OrderlyEndIT {

    private static final String WELLS = "/records/well_production";
    private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]+)\"");
    private static final int STREAMED = 1;
    private static final int WRITTEN = 2;
    private static final int LOADED = 3;
    private static final int ROWS = 40_000;

    @TempDir Path folder;

    @Test
    void endsWithStatusZeroAndKeepsEveryWordItGave() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (ServerProcess server =
                        ServerProcess.start(
                                folder,
                                "256m",
                                "--spring.lifecycle.timeout-per-shutdown-phase=2s");
                ExecutorService writers = Executors.newFixedThreadPool(4)) {
            load(server);
            CountDownLatch begun = new CountDownLatch(100);
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                writers.execute(() -> writeOn(server, number, acknowledged, begun));
            }
            try (Socket stream = connect(server);
                    Socket bulk = connect(server)) {
                beginStream(stream);
                beginBulk(bulk);
                begun.await();

                assertThat(server.stop()).as(server.log()).isZero();

                assertThat(rest(stream)).doesNotEndWith("\r\n0\r\n\r\n");
                assertThat(rest(bulk)).doesNotContain("\"created\":");
            }
            assertThat(server.log()).doesNotContain("ERROR").doesNotContain("checkpoint_failed");
        }
        assertThat(folder.resolve("tabularium.duckdb.wal")).doesNotExist();
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            assertThat(count(server, LOADED)).isZero();
            assertThat(count(server, STREAMED)).isEqualTo(ROWS);
            assertThat(addresses(server, WRITTEN)).containsAll(acknowledged);
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void servesForAWhileInWhichReadinessIsDown() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(folder, "256m", "--tabularium.clients.drain-time=5s")) {
            ProcessHandle.of(server.pid()).orElseThrow().destroy();
            while (server.operate("GET", "/actuator/health/readiness").statusCode() == 200) {
                Thread.onSpinWait();
            }

            HttpResponse<String> answer = server.send("POST", WELLS, well(WRITTEN, 1));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(server.stop()).as(server.log()).isZero();
        }
    }

    /** Until the server takes no more. */
    private static void writeOn(
            ServerProcess server, int writer, Queue<String> acknowledged, CountDownLatch begun) {
        try {
            for (int i = 0; ; i++) {
                HttpResponse<String> answer =
                        server.send("POST", WELLS, well(WRITTEN, writer * 1_000_000 + i));
                if (answer.statusCode() == 201) {
                    acknowledged.add(answer.headers().firstValue("Location").orElseThrow());
                    begun.countDown();
                } else {
                    assertThat(answer.statusCode()).isEqualTo(503);
                }
            }
        } catch (IOException refused) {
            // The server is gone.
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void load(ServerProcess server) throws Exception {
        String rows =
                IntStream.range(0, ROWS)
                        .mapToObj(well -> well(STREAMED, well))
                        .collect(Collectors.joining("\n"));
        assertThat(
                        server.post(
                                        WELLS + "/bulk",
                                        "application/x-ndjson",
                                        BodyPublishers.ofString(rows),
                                        BodyHandlers.discarding())
                                .statusCode())
                .isEqualTo(201);
    }

    /** The client reads the beginning and then nothing more. */
    private static void beginStream(Socket socket) throws IOException {
        send(socket, "GET /api/v1" + WELLS + "/stream HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200");
    }

    /** The client sends the beginning and then nothing more. */
    private static void beginBulk(Socket socket) throws IOException {
        String rows =
                IntStream.range(0, 5_000)
                        .mapToObj(well -> well(LOADED, well) + "\n")
                        .collect(Collectors.joining());
        send(
                socket,
                "POST /api/v1"
                        + WELLS
                        + "/bulk HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(rows.length())
                        + "\r\n"
                        + rows
                        + "\r\n");
    }

    private static Socket connect(ServerProcess server) throws IOException {
        URI address = server.api("/");
        return new Socket(address.getHost(), address.getPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String rest(Socket socket) throws IOException {
        StringBuilder received = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[65_536];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return received.toString();
    }

    private static long count(ServerProcess server, int field) throws Exception {
        String body =
                server.get(WELLS + "/count?field_code=eq." + field, BodyHandlers.ofString()).body();
        return Long.parseLong(body.replaceAll(".*\"count\":(\\d+).*", "$1"));
    }

    private static Set<String> addresses(ServerProcess server, int field) throws Exception {
        String lines =
                server.get(WELLS + "/stream?field_code=eq." + field, BodyHandlers.ofString())
                        .body();
        return ID.matcher(lines)
                .results()
                .map(id -> "/api/v1" + WELLS + "/" + id.group(1))
                .collect(Collectors.toSet());
    }

    private static String well(int field, int well) {
        return """
               {"field_code":%d,"well_code":%d,"production_period":"2026-01-01T00:00:00",\
               "well_name":"A name of some length"}"""
                .formatted(field, well);
    }
}
