package io.tabularium.adapter.web;

import static io.tabularium.adapter.web.UploadServer.BULK;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tabularium.adapter.web.UploadServer.Client;
import io.tabularium.adapter.web.admission.Load;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Clients that send bulk loads slowly hold no slot, and their loads succeed. */
@Timeout(30)
final class SlowUploadTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int ROWS = 150_000;

    /** More than what is received before a load begins. */
    private static final int FAST_BYTES = 1_100_000;

    @TempDir private static Path folder;
    private static UploadServer server;

    @BeforeAll
    static void start() {
        server = UploadServer.start(folder.resolve("uploads"), PATIENCE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.forget();
    }

    @ParameterizedTest
    @EnumSource(UploadForm.class)
    void beginsTheLoadOfASlowBodyOnceAllOfItIsThere(UploadForm form) throws IOException {
        byte[] body = form.body(10);
        try (Client first = server.connect();
                Client second = server.connect()) {
            first.send(form.head(BULK, body.length)).send(body, 0, 5);
            second.send(form.head(BULK, body.length)).send(body, 0, 5);
            server.awaitInUse(Load.SLOW_UPLOADS, 2);
            server.awaitInUse(Load.UPLOADS, 0);
            assertThat(server.loadsBegun()).isZero();

            assertThat(server.loadOne().status()).isEqualTo(201);
            assertThat(server.loadsBegun()).isOne();

            assertThat(first.send(body, 5, body.length).answer()).startsWith("HTTP/1.1 201 ");
            assertThat(second.send(body, 5, body.length).answer()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(server.loadsBegun()).isEqualTo(3);
        assertThat(server.loadsUndone()).isZero();
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @EnumSource(
            value = UploadForm.class,
            names = {"NDJSON", "CSV", "ARRAY"})
    void undoesTheLoadOfAClientThatBecomesSlowAndBeginsItAnew(UploadForm form) throws IOException {
        byte[] body = form.body(ROWS);
        try (Client slow = server.connect()) {
            slow.send(form.head(BULK, body.length)).send(body, 0, FAST_BYTES);
            assertLoadGaveWay();

            String answer = slow.send(body, FAST_BYTES, body.length).answer();

            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("\"created\":" + ROWS);
        }
        assertThat(server.loadsBegun()).isEqualTo(3);
        assertThat(server.rowsLoaded()).isEqualTo(ROWS + 1);
        assertNothingIsHeld();
    }

    /** Within what is begun here, a read would wait for the client. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void undoesTheLoadOfAClientThatStopsBetweenTwoChunks(String sent) throws IOException {
        byte[] body = UploadForm.NDJSON.body(ROWS);
        String head = "\r\n%x\r\n".formatted(body.length - FAST_BYTES);
        try (Client slow = beginChunks(body, FAST_BYTES)) {
            slow.send(sent);
            assertLoadGaveWay();

            slow.send(head.substring(sent.length())).send(body, FAST_BYTES, body.length);

            assertThat(slow.send("\r\n0\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 201 ")
                    .contains("\"created\":" + ROWS);
        }
        assertNothingIsHeld();
    }

    /**
     * If the framing comes with the data before it, the load gives way. If it comes later, a read
     * has begun, and ends with the connection.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n4",
                "\r\n40",
                "\r\n40;a=b\r",
                "\r\n0",
                "\r\n0\r\n",
                "\r\n0\r\nX: y\r\n\r"
            })
    void holdsNoSlotForAClientThatStopsWithinTheFramingOfChunks(String framing) throws IOException {
        byte[] body = UploadForm.NDJSON.body(ROWS);
        try (Client slow = beginChunks(body, FAST_BYTES)) {
            while (server.loadsBegun() == 0) {
                Thread.onSpinWait();
            }
            slow.send(framing);
            server.awaitInUse(Load.BULKS, 0);

            assertThat(server.loadsUndone()).isOne();
            assertThat(server.rowsLoaded()).isZero();
            assertThat(server.loadOne().status()).isEqualTo(201);
        }
        assertNothingIsHeld();
    }

    @Test
    void refusesTheLoadOfAClientWhoseExtensionOfAChunkTrickles() throws Exception {
        byte[] body = UploadForm.NDJSON.body(ROWS);
        try (Client slow = beginChunks(body, FAST_BYTES)) {
            slow.send("\r\n%x;a".formatted(body.length - FAST_BYTES));
            Trickle trickle = Trickle.of(slow, "a");
            assertRefusedAsTooSlow(slow);
            trickle.stop();
        }
        assertThat(server.loadsUndone()).isOne();
        assertNothingIsHeld();
    }

    @Test
    void refusesAnUploadWhoseFirstChunkIsBegunAndNotEnded() throws IOException {
        try (Client slow = server.connect()) {
            assertRefusedAsTooSlow(slow.send(UploadForm.NDJSON.headOfChunks(BULK)).send("1"));
        }
        assertThat(server.loadsBegun()).isZero();
        assertNothingIsHeld();
    }

    /** Each is loaded at once: no client waits for the patience to end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\n\r\n",
                "1\r\n\n\r\n0\r\n\r\n",
                "5;a=b\r\n\n\n\n\n\n\r\n0\r\n\r\n",
                "2\r\n\r\n\r\n0\r\nX: y\r\n\r\n",
                "1\r\n\n\r\n1\r\n\n\r\n1\r\n\n\r\n0\r\n\r\n"
            })
    void takesABodyInChunksThatIsAllThereForFast(String chunks) throws IOException {
        try (UploadServer patient =
                        UploadServer.start(folder.resolve("patient"), Duration.ofMinutes(1));
                Client client = patient.connect()) {
            client.send(UploadForm.NDJSON.headOfChunks(BULK) + chunks);

            assertThat(client.beginOfAnswer()).startsWith("HTTP/1.1 201 ");
        }
    }

    /** The memory for the first 64 KiB takes all but the last of the bytes that came then. */
    @Test
    void losesNoByteThatIsHereBeforeMoreCome() throws IOException {
        int rows = 3_200;
        // With these blank lines, it is the quote at the end of a name.
        String text = "\n".repeat(19) + new String(UploadForm.NDJSON.body(rows), US_ASCII);
        byte[] body = text.getBytes(US_ASCII);
        int allButOne = 65_536 + 1;
        try (UploadServer patient =
                        UploadServer.start(folder.resolve("patient"), Duration.ofMinutes(1));
                Client client = patient.connect()) {
            client.send(UploadForm.NDJSON.head(BULK, body.length)).send(body, 0, allButOne - 3);
            patient.awaitInUse(Load.UPLOADS, 1);
            patient.awaitInUse(Load.UPLOADS, 1);
            client.send(body, allButOne - 3, allButOne);
            patient.awaitInUse(Load.UPLOADS, 1);
            patient.awaitInUse(Load.UPLOADS, 1);

            assertThat(client.send(body, allButOne, body.length).answer())
                    .startsWith("HTTP/1.1 201 ")
                    .contains("\"created\":" + rows);
        }
    }

    @Test
    void waitsLongerForALoadThatIsTooLongToBeginAnew() throws IOException {
        int rows = (int) UploadServer.SPOOL_BYTES / 21;
        byte[] body = UploadForm.NDJSON.body(rows);
        int fast = body.length - 100;
        try (Client pausing = server.connect();
                Client slow = server.connect()) {
            pausing.send(UploadForm.NDJSON.head(BULK, body.length)).send(body, 0, fast);
            slow.send(UploadForm.NDJSON.head(BULK, 10));
            server.awaitInUse(Load.SLOW_UPLOADS, 1);

            String answer = pausing.send(body, fast, body.length).answer();

            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("\"created\":" + rows);
        }
        assertThat(server.loadsBegun()).isOne();
        assertNothingIsHeld();
    }

    @Test
    void refusesALoadThatIsTooLongToBeginAnewAndWhoseClientStops() throws IOException {
        byte[] body = UploadForm.NDJSON.body((int) UploadServer.SPOOL_BYTES / 21);
        try (Client stopping = server.connect()) {
            stopping.send(UploadForm.NDJSON.head(BULK, body.length))
                    .send(body, 0, body.length - 100);

            assertThat(stopping.beginOfAnswer())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("too long to begin anew");
        }
        assertThat(server.rowsLoaded()).isZero();
        assertNothingIsHeld();
    }

    @Test
    void refusesASlowUploadThatIsLongerThanTheShareOfACaller() throws IOException {
        byte[] body = UploadForm.NDJSON.body((int) UploadServer.SPOOL_BYTES / 21);
        try (Client slow = server.connect()) {
            slow.send(UploadForm.NDJSON.head(BULK, body.length)).send(body, 0, 5);
            server.awaitInUse(Load.SLOW_UPLOADS, 1);

            // As much as the server takes before it refuses the rest.
            slow.send(body, 5, (int) (UploadServer.SPOOL_BYTES / 2 + 1));

            assertThat(slow.beginOfAnswer()).startsWith("HTTP/1.1 413 ");
        }
        assertThat(server.loadOne().status()).isEqualTo(201);
        assertNothingIsHeld();
    }

    @Test
    void saysThatTheDiskHasNoRoom() throws IOException {
        byte[] body = UploadForm.NDJSON.body(5_000);
        try (UploadServer full =
                        UploadServer.start(folder.resolve("full"), PATIENCE, Long.MAX_VALUE);
                Client slow = full.connect();
                Client small = full.connect()) {
            slow.send(UploadForm.NDJSON.head(BULK, body.length)).send(body, 0, 5);
            small.send(UploadForm.NDJSON.head(BULK, 21)).send(body, 0, 5);
            full.awaitInUse(Load.SLOW_UPLOADS, 2);

            slow.send(body, 5, body.length - 5);
            assertThat(slow.beginOfAnswer())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("The disk has no room");

            assertThat(small.send(body, 5, 21).answer()).startsWith("HTTP/1.1 201 ");
        }
    }

    private static Client beginChunks(byte[] body, int size) throws IOException {
        return server.connect()
                .send(UploadForm.NDJSON.headOfChunks(BULK))
                .send("%x\r\n".formatted(size))
                .send(body, 0, size);
    }

    /** A load was begun and undone, and its slot is another's. */
    private static void assertRefusedAsTooSlow(Client client) throws IOException {
        assertThat(client.lastAnswer())
                .startsWith("HTTP/1.1 400 ")
                .contains("The body came too slowly.");
    }

    private static void assertLoadGaveWay() {
        server.awaitInUse(Load.SLOW_UPLOADS, 1);
        server.awaitInUse(Load.BULKS, 0);
        assertThat(server.loadsBegun()).isOne();
        assertThat(server.loadsUndone()).isOne();
        assertThat(server.rowsLoaded()).isZero();
        assertThat(server.loadOne().status()).isEqualTo(201);
    }

    private static void assertNothingIsHeld() {
        server.awaitInUse(Load.SLOW_UPLOADS, 0);
        server.awaitInUse(Load.BULKS, 0);
        server.awaitInUse(Load.BULK_ANSWERS, 0);
        assertThat(folder.resolve("uploads"))
                .satisfiesAnyOf(
                        uploads -> assertThat(uploads).doesNotExist(),
                        uploads -> assertThat(uploads).isEmptyDirectory());
    }

    /** A text that is sent again and again, each time before the patience ends. */
    private static final class Trickle {

        private final Thread thread;
        private volatile boolean stopped;

        private Trickle(Client client, String text) {
            thread =
                    Thread.startVirtualThread(
                            () -> {
                                while (!stopped && send(client, text)) {
                                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                                }
                            });
        }

        static Trickle of(Client client, String text) {
            return new Trickle(client, text);
        }

        void stop() throws InterruptedException {
            stopped = true;
            thread.join();
        }

        /** Returns false once the server has closed the connection. */
        private static boolean send(Client client, String text) {
            try {
                client.send(text);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
