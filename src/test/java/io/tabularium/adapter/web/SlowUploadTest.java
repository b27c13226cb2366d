package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.admission.Bulkhead;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.query.QueryLimits;
import io.tabularium.adapter.web.upload.UploadLimits;
import io.tabularium.contract.InMemoryRecords;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Clients that send bulk loads slowly hold nothing that others need. */
final class SlowUploadTest {

    private static final String BULK = "/api/v1/records/counters/bulk";
    private static final Bulkhead.Size ONE = new Bulkhead.Size(1, 1, Duration.ofSeconds(30));
    private static final Limits LIMITS =
            new Limits(new QueryLimits(100, 10_000, 50, 10), 8 << 20, 100_001);
    private static final int MAX_SLOW = 6;
    private static final long MAX_BYTES = 16 << 20;

    @TempDir private Path folder;
    private ApiServer server;

    /** The forms of a body, each with rows that are counted up. */
    enum Form {
        NDJSON("application/x-ndjson", "", "{\"name\": \"n%07d\"}\n", ""),
        CSV("text/csv", "name\n", "n%07d\n", ""),
        ARRAY("application/json", "[{\"name\": \"first\"}", ",{\"name\": \"n%07d\"}", "]"),
        COMPRESSED("application/x-ndjson", "", "{\"name\": \"n%07d\"}\n", "");

        private final String type;
        private final String begin;
        private final String row;
        private final String end;

        Form(String type, String begin, String row, String end) {
            this.type = type;
            this.begin = begin;
            this.row = row;
            this.end = end;
        }

        private byte[] body(int rows) throws IOException {
            StringBuilder text = new StringBuilder(begin);
            for (int i = 0; i < rows; i++) {
                text.append(row.formatted(i));
            }
            byte[] plain = text.append(end).toString().getBytes(StandardCharsets.US_ASCII);
            if (this != COMPRESSED) {
                return plain;
            }
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
                out.write(plain);
            }
            return compressed.toByteArray();
        }

        private String head(int length) {
            return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n"
                    .formatted(
                            BULK,
                            type,
                            this == COMPRESSED ? "Content-Encoding: gzip\r\n" : "",
                            length);
        }
    }

    @BeforeEach
    void start() {
        InMemoryRecords records = new InMemoryRecords();
        UploadLimits uploads =
                new UploadLimits(
                        folder.resolve("uploads"),
                        MAX_BYTES,
                        MAX_SLOW,
                        Duration.ofMillis(100),
                        1L << 30,
                        Duration.ofSeconds(30));
        Front front =
                Front.ROOMY
                        .with(Load.BULKS, ONE)
                        .with(Load.SLOW_UPLOADS, new Bulkhead.Size(MAX_SLOW, 0, Duration.ZERO))
                        .with(uploads);
        server = ApiServer.start(LIMITS, front, records, records);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void loadsWhatComesSlowlyOnceItIsThereAndOthersMeanwhile(Form form) throws IOException {
        byte[] body = form.body(10);
        try (Socket first = begin(form, body, 5);
                Socket second = begin(form, body, 5)) {
            awaitInUse(Load.SLOW_UPLOADS, 2);

            assertThat(loadOne().status()).isEqualTo(201);

            assertThat(end(first, body, 5)).startsWith("HTTP/1.1 201 ");
            assertThat(end(second, body, 5)).startsWith("HTTP/1.1 201 ");
        }
        awaitInUse(Load.SLOW_UPLOADS, 0);
        awaitInUse(Load.BULKS, 0);
        assertThat(folder.resolve("uploads"))
                .satisfiesAnyOf(
                        uploads -> assertThat(uploads).doesNotExist(),
                        uploads -> assertThat(uploads).isEmptyDirectory());
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"NDJSON", "CSV", "ARRAY"})
    void beginsTheLoadAnewOfAClientThatBecomesSlow(Form form) throws IOException {
        int rows = 100_000;
        byte[] body = form.body(rows);
        int part = body.length - 100;
        try (Socket slow = begin(form, body, part)) {
            awaitInUse(Load.SLOW_UPLOADS, 1);
            awaitInUse(Load.BULKS, 0);

            assertThat(loadOne().status()).isEqualTo(201);

            String answer = end(slow, body, part);
            assertThat(answer)
                    .startsWith("HTTP/1.1 201 ")
                    .contains("\"created\":" + (form == Form.ARRAY ? rows + 1 : rows));
        }
        assertThat(server.send("GET", "/api/v1/records/counters/count").text())
                .contains("\"count\":" + (form == Form.ARRAY ? rows + 2 : rows + 1));
    }

    @Test
    void refusesSlowUploadsBeyondTheShareOfACallerAndServesOthers() throws IOException {
        byte[] body = Form.NDJSON.body(10);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < MAX_SLOW / 2; i++) {
            sockets.add(begin(Form.NDJSON, body, 5));
        }
        awaitInUse(Load.SLOW_UPLOADS, MAX_SLOW / 2);

        try (Socket refused = begin(Form.NDJSON, body, 5);
                Socket other = begin(Form.NDJSON, body, 5, "127.0.0.2")) {
            assertThat(status(refused)).isEqualTo("HTTP/1.1 503");
            awaitInUse(Load.SLOW_UPLOADS, MAX_SLOW / 2 + 1);

            assertThat(loadOne().status()).isEqualTo(201);
            assertThat(end(other, body, 5)).startsWith("HTTP/1.1 201 ");
        }
        for (Socket socket : sockets) {
            assertThat(end(socket, body, 5)).startsWith("HTTP/1.1 201 ");
            socket.close();
        }
    }

    @Test
    void refusesASlowUploadThatIsLongerThanTheShareOfACaller() throws IOException {
        byte[] body = Form.NDJSON.body(600_000);
        assertThat(body.length).isGreaterThan((int) (MAX_BYTES / 2));
        try (Socket slow = begin(Form.NDJSON, body, 5)) {
            awaitInUse(Load.SLOW_UPLOADS, 1);

            Thread rest = Thread.startVirtualThread(() -> sendQuietly(slow, body, 5));
            assertThat(status(slow)).isEqualTo("HTTP/1.1 413");
            rest.interrupt();
        }
        awaitInUse(Load.SLOW_UPLOADS, 0);
        assertThat(loadOne().status()).isEqualTo(201);
    }

    private ApiServer.Answer loadOne() {
        return server.sendText("POST", BULK, "application/x-ndjson", "{\"name\": \"fast\"}\n");
    }

    private Socket begin(Form form, byte[] body, int part) throws IOException {
        return begin(form, body, part, "127.0.0.1");
    }

    private Socket begin(Form form, byte[] body, int part, String address) throws IOException {
        Socket socket =
                new Socket(
                        InetAddress.getLoopbackAddress(),
                        server.port(),
                        InetAddress.getByName(address),
                        0);
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(form.head(body.length).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body, 0, part);
        return socket;
    }

    private static String end(Socket socket, byte[] body, int part) throws IOException {
        socket.getOutputStream().write(body, part, body.length - part);
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void sendQuietly(Socket socket, byte[] body, int part) {
        try {
            socket.getOutputStream().write(Arrays.copyOfRange(body, part, body.length));
        } catch (IOException refused) {
            // As it may be.
        }
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private void awaitInUse(Load load, int number) {
        String line =
                "tabularium_bulkhead_in_use{bulkhead=\"%s\"} %d.0\n"
                        .formatted(load.name().toLowerCase(Locale.ROOT), number);
        while (!server.send("GET", "/actuator/prometheus").text().contains(line)) {
            Thread.onSpinWait();
        }
    }
}
