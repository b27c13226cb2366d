package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Instances are replaced one after the other behind HAProxy, by the configuration in {@code
 * docs/deployment}, while clients go on. Skipped where HAProxy is not installed.
 */
@Timeout(180)
final class BalancerIT {

    private static final Path CONFIGURATION = Path.of("docs", "deployment", "haproxy.cfg");
    private static final int CLIENTS = 4;
    private static final int REQUESTS = 200;

    @TempDir Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger answered = new AtomicInteger();
    private String schema;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        schema = PostgreSqlServer.newSchema();
        CreatingClients.writeSchema(folder);
        port = ServerProcess.freePort();
    }

    @Test
    void failsNoRequestWhileInstancesAreReplaced() throws Exception {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "haproxy is not installed");
        int[] ports = {ServerProcess.freePort(), ServerProcess.freePort()};
        AtomicBoolean over = new AtomicBoolean();
        ServerProcess first = start(ports[0]);
        ServerProcess second = start(ports[1]);
        Process balancer = start(program.get(), ports);
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            await(this::isServing);
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> write(over)));
            }
            try {
                awaitRequests(clients);
                first = replace(first, ports[0]);
                awaitRequests(clients);
                second = replace(second, ports[1]);
                awaitRequests(clients);
            } finally {
                over.set(true);
            }
            for (Future<?> ended : clients) {
                ended.get();
            }
        } finally {
            balancer.destroyForcibly();
            first.close();
            second.close();
        }
    }

    /** Ends an instance, and starts another one in its place. */
    private ServerProcess replace(ServerProcess old, int instance) throws Exception {
        assertThat(old.stop()).as(old.log()).isZero();
        return start(instance);
    }

    private void awaitRequests(List<Future<?>> clients) throws Exception {
        int goal = answered.get() + REQUESTS;
        await(
                () -> {
                    for (Future<?> running : clients) {
                        if (running.isDone()) {
                            running.get();
                        }
                    }
                    return answered.get() >= goal;
                });
    }

    private Void write(AtomicBoolean over) throws Exception {
        while (!over.get()) {
            String note = "{\"number\": " + answered.incrementAndGet() + "}";
            HttpRequest request =
                    HttpRequest.newBuilder(balanced("/records/notes"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(note))
                            .build();
            HttpResponse<String> created = client.send(request, BodyHandlers.ofString());
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            String location = created.headers().firstValue("Location").orElseThrow();
            assertThat(get(location.substring(location.indexOf("/records")))).isEqualTo(200);
        }
        return null;
    }

    private boolean isServing() throws Exception {
        try {
            return get("/records/notes/count") == 200;
        } catch (ConnectException notListeningYet) {
            return false;
        }
    }

    private int get(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(balanced(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private URI balanced(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
    }

    private ServerProcess start(int instance) {
        List<String> options = new ArrayList<>(PostgreSqlServer.options(schema));
        options.add("--tabularium.schemas.location=" + folder.resolve("schemas"));
        options.add("--tabularium.clients.drain-time=6s");
        return ServerProcess.startAt(instance, folder, options.toArray(String[]::new));
    }

    /** The configuration of the documentation with the ports of this test. */
    private Process start(Path program, int... ports) throws IOException {
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(
                file,
                Files.readString(CONFIGURATION)
                        .replace("bind :8080", "bind 127.0.0.1:" + port)
                        .replace("127.0.0.1:8081", "127.0.0.1:" + ports[0])
                        .replace("127.0.0.1:8082", "127.0.0.1:" + ports[1]));
        return new ProcessBuilder(program.toString(), "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
