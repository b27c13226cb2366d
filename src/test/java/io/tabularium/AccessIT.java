package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tabularium.adapter.key.ApiKey;
import io.tabularium.adapter.key.ApiKeyFile;
import io.tabularium.adapter.key.NewApiKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The real process lets in whom its settings name. */
@Timeout(180)
class AccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private static final String NO_KEY = "";

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void doesNotStartWhereOtherMachinesWouldBeLetInByOversight() {
        String log = ServerProcess.startInVain(folder, "--server.address=0.0.0.0");

        assertThat(log)
                .contains("0.0.0.0", "keys create", "tabularium.security.mode=open")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("tabularium.duckdb")).doesNotExist();
    }

    /** This process is the other one that changes the file. */
    @Test
    void waitsForWhoeverElseChangesTheFileOfKeys() throws Exception {
        Path file = folder.resolve("keys.json");
        NewApiKey other =
                NewApiKey.make(
                        "other", List.of("operations"), Optional.empty(), new SecureRandom());
        try (ExecutorService operator = Executors.newSingleThreadExecutor()) {
            Future<String> made;
            try (FileChannel guard =
                            FileChannel.open(
                                    folder.resolve("keys.json.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock held = guard.lock()) {
                made =
                        operator.submit(
                                () ->
                                        createKey(
                                                "one",
                                                "operations",
                                                "--tabularium.security.keys-file=" + file));
                awaitSomebodyAtTheLock(made);
                assertThat(held.isValid()).isTrue();
                Files.writeString(file, "[" + ApiKeyFile.line(other.key()) + "]");
            }
            assertThat(made.get()).startsWith("tabularium_");
        }
        assertThat(new ApiKeyFile(file).read())
                .extracting(ApiKey::name)
                .containsExactly("other", "one");
    }

    /** Linux shows who waits for a lock by an arrow. */
    private static void awaitSomebodyAtTheLock(Future<String> command) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Files.readAllLines(Path.of("/proc/locks")).stream()
                .noneMatch(line -> line.contains("->"))) {
            assertThat(command.isDone()).as("the command went on").isFalse();
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Test
    void letsInWhoHasAKeyForAsLongAsItStandsInTheFile() throws Exception {
        String keysFile = "--tabularium.security.keys-file=" + folder.resolve("keys.json");
        String operator = createKey("operator", "operations", keysFile);
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(
                secrets.resolve("tabularium.security.keys-file"),
                folder.resolve("keys.json") + "\n");
        int management = freePort();
        try (ServerProcess server =
                ServerProcess.launch(
                        List.of(),
                        folder,
                        "--server.address=0.0.0.0",
                        "--spring.config.import=configtree:" + secrets + "/",
                        "--logging.level.io.tabularium.audit=info",
                        "--management.server.port=" + management)) {
            URI operations = URI.create("http://127.0.0.1:" + management);
            awaitStatus(200, operations.resolve("/actuator/health/readiness"), NO_KEY);

            assertThat(status("GET", operations.resolve("/actuator/prometheus"), NO_KEY))
                    .isEqualTo(401);
            assertThat(status("GET", operations.resolve("/actuator/prometheus"), operator))
                    .isEqualTo(200);
            assertThat(status("POST", operations.resolve("/actuator/backups"), operator))
                    .isEqualTo(422);
            assertThat(status("GET", server.api("/records/airports"), operator)).isEqualTo(403);

            assertShut(operations);
            String reader = createKey("reader", "records:airports:read", keysFile);
            awaitStatus(200, server.api("/records/airports"), reader);
            assertThat(status("GET", operations.resolve("/actuator/prometheus"), reader))
                    .isEqualTo(403);
            assertThat(
                            CommandProcess.perform("keys revoke", folder, keysFile, "--name=reader")
                                    .status())
                    .isZero();
            awaitStatus(401, server.api("/records/airports"), reader);

            assertThat(server.log())
                    .contains("audit caller=\"key:operator\"", "caller=\"anonymous\"")
                    .doesNotContain(reader)
                    .doesNotContain(operator);
        }
    }

    @Test
    void letsOnlyClientsOnTheSameMachineOperateWhereItIsOpen() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(
                        folder,
                        "256m",
                        "--server.address=0.0.0.0",
                        "--tabularium.security.mode=open")) {
            URI path = server.api("").resolve("/actuator/clusterings");
            assertThat(status("GET", path, NO_KEY)).isEqualTo(200);
            for (String header :
                    List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "Origin")) {
                HttpRequest request =
                        HttpRequest.newBuilder(path)
                                .header(header, "x")
                                .POST(BodyPublishers.noBody())
                                .build();
                HttpResponse<String> refused = client.send(request, BodyHandlers.ofString());
                assertThat(refused.statusCode()).as(header).isEqualTo(403);
                assertThat(refused.body()).contains("/problems/forbidden");
            }
            assertThat(overName(path.getPort(), path.getPath())).startsWith("HTTP/1.1 403");

            Optional<String> other = addressOfThisMachine();
            assumeThat(other).isPresent();
            URI outside = URI.create("http://" + other.get() + ":" + path.getPort());
            assertThat(status("GET", outside.resolve("/actuator/health"), NO_KEY)).isEqualTo(200);
            assertThat(status("GET", outside.resolve(path.getPath()), NO_KEY)).isEqualTo(403);
        }
    }

    /** As ShutDoorsTest does with the rest, for the endpoints that only the whole service has. */
    private void assertShut(URI operations) throws IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        NewApiKey expired =
                NewApiKey.make(
                        "expired", List.of("operations"), Optional.of(Instant.EPOCH), random);
        NewApiKey other =
                NewApiKey.make("other", List.of("records:*:read"), Optional.empty(), random);
        new ApiKeyFile(folder.resolve("keys.json"))
                .update(
                        keys ->
                                Stream.concat(keys.stream(), Stream.of(expired.key(), other.key()))
                                        .toList());
        awaitStatus(403, operations.resolve("/actuator"), other.text());
        String unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwic2NvcGUiOiJvcGVyYXRpb25zIn0.";
        for (String endpoint : List.of("backups", "clusterings", "indexes", "prometheus")) {
            URI door = operations.resolve("/actuator/" + endpoint);
            for (String method : List.of("GET", "POST", "DELETE")) {
                for (String key : List.of(NO_KEY, expired.text(), other.text() + "x", unsigned)) {
                    assertThat(status(method, door, key)).as(method + " " + door).isEqualTo(401);
                }
                assertThat(status(method, door, other.text()))
                        .as(method + " " + door)
                        .isEqualTo(403);
            }
        }
    }

    private String createKey(String name, String grants, String keysFile) throws Exception {
        CommandProcess made =
                CommandProcess.perform(
                        "keys create", folder, keysFile, "--name=" + name, "--grants=" + grants);
        assertThat(made.status()).as(made.errors()).isZero();
        return made.output().strip();
    }

    private void awaitStatus(int status, URI address, String key)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (status("GET", address, key) == status) {
                    return;
                }
            } catch (ConnectException notListeningYet) {
                assertThat(deadline).isGreaterThan(System.nanoTime());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new AssertionError("%s was never answered with %d".formatted(address, status));
    }

    private int status(String method, URI address, String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody());
        if (!key.equals(NO_KEY)) {
            request.header("Authorization", "Bearer " + key);
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** As a web page asks whose own name was made to lead here. */
    private static String overName(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "GET %s HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .formatted(path);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<String> addressOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address)
                .filter(address -> !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
