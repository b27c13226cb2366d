package io.tabularium.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.ServerProcess;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The image's contents do what they must under the conditions that a container is given. */
@Timeout(120)
class ImageIT {

    private static final String RUNTIME = System.getProperty("tabularium.runtime", "");
    private static final String AIRPORT =
            """
            {"iata": "XXX", "name": "Nowhere", "latitude": 0, "longitude": 0}""";

    @TempDir Path folder;

    private Path log;
    private ContainerRoot root;
    private int port;
    private @Nullable Process server;

    @BeforeEach
    void makeRoot() throws Exception {
        assumeTrue(!RUNTIME.isEmpty(), "the build has made the runtime");
        assumeTrue(ContainerRoot.isAvailable(), "a root file system can be made here");
        log = folder.resolve("log");
        root = new ContainerRoot(folder, Path.of(RUNTIME));
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
            root.removeMemoryGroup();
        }
    }

    @Test
    void servesOnAReadOnlyRootAsAnOrdinaryUserAndStopsAtASignal() throws Exception {
        start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(checkHealth(port)).isZero();
            HttpRequest create =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + port
                                                    + "/api/v1/records/airports"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(AIRPORT))
                            .build();
            assertThat(client.send(create, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
            assertThat(Files.readString(Path.of("/proc/%d/status".formatted(server.pid()))))
                    .containsPattern("(?m)^Uid:\t10001\t10001");

            server.destroy();
            assertThat(server.waitFor()).as(log()).isZero();
            assertThat(root.data().resolve("tabularium.duckdb")).exists();
            assertThat(root.data().resolve("tabularium.duckdb.wal")).doesNotExist();
            assertThat(checkHealth(port)).isNotZero();
        }
    }

    @Test
    void sharesOneGigabyteBetweenHeapAndEngine() throws Exception {
        assumeTrue(ContainerRoot.canLimitMemory(), "memory can be limited here");
        start();
        long twoFifths = (1L << 30) * 2 / 5;
        long sixthOfQuarter = (1L << 28) / 6;
        assertThat(log())
                .contains("memoryLimit=" + twoFifths + "B")
                .containsPattern("CacheProperties\\[bytes=\\d{8}]")
                .satisfies(
                        text -> assertThat(bytesOfCache(text)).isLessThanOrEqualTo(sixthOfQuarter));
    }

    /** With this option it ends where the cache does not fit. */
    @Test
    void startsFromItsCacheOfClasses() {
        try (ServerProcess server = ServerProcess.launch(List.of("-XX:AOTMode=on"), folder)) {
            server.awaitReady();
        }
    }

    private static long bytesOfCache(String log) {
        return Long.parseLong(log.replaceAll("(?s).*CacheProperties\\[bytes=(\\d+)].*", "$1"));
    }

    private void start() throws IOException, InterruptedException {
        server =
                root.start(
                        Path.of("schemas"),
                        Map.of(
                                "SERVER_PORT",
                                Integer.toString(port),
                                "TABULARIUM_SECURITY_MODE",
                                "open"),
                        log);
        while (checkHealth(port) != 0) {
            assertThat(server.isAlive()).as(log()).isTrue();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static int checkHealth(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder("bash", "src/container/health-check.sh");
        check.environment().put("SERVER_PORT", Integer.toString(port));
        return check.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
