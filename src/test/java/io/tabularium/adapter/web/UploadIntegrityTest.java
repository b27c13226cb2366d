package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.query.QueryLimits;
import io.tabularium.adapter.web.upload.UploadLimits;
import io.tabularium.contract.ForgetfulWriter;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.schema.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

import javax.net.SocketFactory;

/**
 * Every record of a bulk load arrives as it was sent, however its bytes are framed and cut. The
 * patience is so short that loads are received ahead, give way and begin anew. {@code
 * -Dintegrity.seed} and {@code -Dintegrity.connections} set the first seed, and how many follow.
 */
@Timeout(600)
final class UploadIntegrityTest {

    private static final String BULK = "/api/v1/records/counters/bulk";
    private static final long SEED = Long.getLong("integrity.seed", 1);
    private static final int CONNECTIONS = Integer.getInteger("integrity.connections", 6);
    private static final Duration PATIENCE = Duration.ofMillis(2);
    private static final Limits LIMITS =
            new Limits(new QueryLimits(100, 10_000, 50, 10), 64 << 20, 200_000);

    @TempDir private Path folder;
    private final NamesLoaded loaded = new NamesLoaded();

    @Test
    void storesWhatIsSent() throws Exception {
        try (ApiServer server = start()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                assertArrives(SEED + i, server.port(), SocketFactory.getDefault());
            }
        }
    }

    @Test
    void storesWhatIsSentOverTls() throws Exception {
        Path store = WebCertificate.make(folder);
        SocketFactory sockets = WebCertificate.trusting(store).getSocketFactory();
        try (ApiServer server = start(WebCertificate.settings(store))) {
            for (int i = 0; i < CONNECTIONS; i++) {
                assertArrives(SEED + i, server.port(), sockets);
            }
        }
    }

    private ApiServer start(String... settings) {
        UploadLimits uploads =
                new UploadLimits(
                        folder.resolve("uploads"),
                        1L << 30,
                        0,
                        PATIENCE,
                        1L << 26,
                        Duration.ofSeconds(30));
        return ApiServer.start(
                LIMITS, Front.ROOMY.with(uploads), new InMemoryRecords(), loaded, settings);
    }

    private void assertArrives(long seed, int port, SocketFactory sockets) throws Exception {
        RandomGenerator random = new Random(seed);
        List<RandomUpload> uploads = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            uploads.add(RandomUpload.of(random, BULK));
        }
        try (Socket socket = sockets.createSocket("localhost", port)) {
            socket.setSoTimeout(30_000);
            RandomClient client = new RandomClient(socket, random);
            CompletableFuture<Void> sent = client.send(uploads);
            for (RandomUpload upload : uploads) {
                assertThat(client.answer())
                        .as("seed %d", seed)
                        .startsWith("HTTP/1.1 201")
                        .contains("\"created\":" + upload.names().size() + ",");
                assertThat(loaded.names.poll()).as("seed %d", seed).isEqualTo(upload.unescaped());
            }
            sent.join();
        }
        assertThat(loaded.names).isEmpty();
    }

    /** Notes the names of the records of each load that was done. */
    private static final class NamesLoaded extends ForgetfulWriter {

        private static final Property NAME = TestSchemas.COUNTERS.properties().getFirst();

        private final ConcurrentLinkedQueue<List<String>> names = new ConcurrentLinkedQueue<>();

        @Override
        public Change write(Mutation mutation) {
            throw new UnsupportedOperationException("only bulk loads are sent");
        }

        @Override
        public void load(BulkLoad load) {
            List<String> read = new ArrayList<>();
            for (BulkRow.Valid row = load.next(); row != null; row = load.next()) {
                read.add(String.valueOf(row.data().get(NAME)));
            }
            load.count(read.size(), 0, 0);
            names.add(read);
        }
    }
}
