package io.tabularium.adapter.web;

import static io.tabularium.adapter.web.UploadServer.BULK;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.UploadServer.Client;
import io.tabularium.adapter.web.admission.Load;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One caller takes no more than half of what all bulk loads share. */
@Timeout(30)
final class UploadSharesTest {

    private static final String OTHER = "127.0.0.2";
    private static final byte[] BODY = UploadForm.NDJSON.body(10);

    @TempDir private Path folder;

    @Test
    void leavesHalfOfTheUploadsThatBeginToOthers() throws IOException {
        assertHalfIsLeft(Load.UPLOADS, Duration.ofMinutes(1), "Too many uploads of this caller");
    }

    @Test
    void leavesHalfOfTheSlowUploadsToOthers() throws IOException {
        assertHalfIsLeft(
                Load.SLOW_UPLOADS, Duration.ofMillis(100), "Too many slow uploads of this caller");
    }

    @Test
    void holdsNoSlotWhileAnAnswerIsSent() throws IOException {
        try (UploadServer server = UploadServer.start(folder, Duration.ofMinutes(1));
                Client first = beginLargeAnswer(server);
                Client second = beginLargeAnswer(server)) {
            server.awaitInUse(Load.BULK_ANSWERS, 2);
            server.awaitInUse(Load.BULKS, 0);

            try (Client same = begin(server, "127.0.0.1");
                    Client other = begin(server, OTHER)) {
                assertThat(same.send(BODY, 5, BODY.length).answer())
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Too many answers to bulk loads of this caller");
                assertThat(other.send(BODY, 5, BODY.length).answer()).startsWith("HTTP/1.1 201 ");
            }

            assertThat(first.answer()).startsWith("HTTP/1.1 201 ").contains("\"records\":[{");
            assertThat(second.answer()).startsWith("HTTP/1.1 201 ").contains("\"records\":[{");
            server.awaitInUse(Load.BULK_ANSWERS, 0);
            assertThat(server.loadOne().status()).isEqualTo(201);
        }
    }

    private void assertHalfIsLeft(Load load, Duration patience, String refusal) throws IOException {
        try (UploadServer server = UploadServer.start(folder, patience)) {
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < UploadServer.PLACES / 2; i++) {
                clients.add(begin(server, "127.0.0.1"));
            }
            server.awaitInUse(load, UploadServer.PLACES / 2);

            try (Client refused = begin(server, "127.0.0.1")) {
                assertThat(refused.beginOfAnswer()).startsWith("HTTP/1.1 503 ").contains(refusal);
            }
            clients.add(begin(server, OTHER));
            server.awaitInUse(load, UploadServer.PLACES / 2 + 1);

            for (Client client : clients) {
                assertThat(client.send(BODY, 5, BODY.length).answer()).startsWith("HTTP/1.1 201 ");
                client.close();
            }
        }
    }

    private static Client begin(UploadServer server, String address) throws IOException {
        return server.connect(address, 0)
                .send(UploadForm.NDJSON.head(BULK, BODY.length))
                .send(BODY, 0, 5);
    }

    /** The answer has all records, is longer than what a connection buffers, and is not read. */
    private static Client beginLargeAnswer(UploadServer server) throws IOException {
        String rows = "{\"name\": \"%s\"}\n".formatted("n".repeat(6_000)).repeat(2_000);
        return server.connect("127.0.0.1", 4_096)
                .send(
                        """
                        POST %s HTTP/1.1\r
                        Host: x\r
                        Content-Type: application/x-ndjson\r
                        Prefer: return=representation\r
                        Content-Length: %d\r
                        \r
                        """
                                .formatted(BULK, rows.length()))
                .send(rows);
    }
}
