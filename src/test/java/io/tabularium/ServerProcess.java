package io.tabularium;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real server as a process of its own, which a test can stop or kill. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    /** For the least work until the server is ready: half of what it is with the optimiser. */
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final Path log;
    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Starts a server on the files in a folder, and returns once it is ready.
     *
     * @param maxHeap as {@code -Xmx} takes it
     */
    public static ServerProcess start(Path folder, String maxHeap, String... options) {
        List<String> machine = new ArrayList<>(SHORT_LIVED);
        machine.add("-Xmx" + maxHeap);
        return ready(launch(machine, folder, options));
    }

    /** As {@link #start}, at a port that others know. */
    static ServerProcess startAt(int port, Path folder, String... options) {
        return ready(launch(ServerProgram.own(), SHORT_LIVED, folder, port, options));
    }

    /** As {@link #start}, with the compiler and the collector that a deployed server has. */
    static ServerProcess startAsDeployed(Path folder, String maxHeap, String... options) {
        return ready(launch(List.of("-Xmx" + maxHeap), folder, options));
    }

    /** As {@link #start}, from the jar that the build has made, and as it is deployed. */
    static ServerProcess startJar(Path folder, String... options) {
        return ready(launch(ServerProgram.jar(), List.of(), folder, options));
    }

    /** As {@link #start}, on another class path than that of the test. */
    static ServerProcess startOn(String classPath, Path folder) {
        return ready(launch(ServerProgram.onClassPath(classPath), SHORT_LIVED, folder));
    }

    /** As {@link #start}, on a machine whose clocks show another time. */
    static ServerProcess startIn(String timeZone, Path folder, String... options) {
        List<String> machine = new ArrayList<>(SHORT_LIVED);
        machine.add("-Duser.timezone=" + timeZone);
        return ready(launch(machine, folder, options));
    }

    /** Starts a server that is expected to end by itself; returns what it logged by then. */
    static String startInVain(Path folder, String... options) {
        try (ServerProcess server = launch(SHORT_LIVED, folder, options)) {
            if (!server.process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end: " + server.log());
            }
            return server.log();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ServerProcess ready(ServerProcess server) {
        server.awaitReady();
        return server;
    }

    /**
     * Starts a server on the files in a folder, and returns at once.
     *
     * @param machine options of the virtual machine
     */
    public static ServerProcess launch(List<String> machine, Path folder, String... options) {
        return launch(ServerProgram.own(), machine, folder, options);
    }

    private static ServerProcess launch(
            ServerProgram program, List<String> machine, Path folder, String... options) {
        try {
            return launch(program, machine, folder, freePort(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerProcess launch(
            ServerProgram program, List<String> machine, Path folder, int port, String... options) {
        try {
            List<String> allMachine = new ArrayList<>(List.of("-Xmx256m"));
            allMachine.addAll(machine);
            List<String> allOptions = new ArrayList<>();
            allOptions.add("--server.port=" + port);
            allOptions.add("--tabularium.duckdb.path=" + folder.resolve("tabularium.duckdb"));
            allOptions.addAll(Arrays.asList(options));
            Path log = Files.createTempFile(folder, "server", ".log");
            Process process =
                    new ProcessBuilder(program.command(allMachine, allOptions))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            return new ServerProcess(process, log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a path of the API, such as {@code /records/airports}. */
    public URI api(String path) {
        return base.resolve("/api/v1" + path);
    }

    <T> HttpResponse<T> get(String path, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(api(path)).build(), handler);
    }

    HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    <T> HttpResponse<T> post(
            String path, String contentType, BodyPublisher body, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(api(path))
                        .header("Content-Type", contentType)
                        .POST(body)
                        .build();
        return client.send(request, handler);
    }

    /** A request to an address of the operator's, such as {@code /actuator/health}. */
    public HttpResponse<String> operate(String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public int port() {
        return base.getPort();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the process as {@code kill} does, and returns its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not stop: " + log());
        }
        return process.exitValue();
    }

    /** The most memory that the process has held so far, as Linux counts it. */
    long peakKilobytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }

    /** Returns once the server answers that it is ready. */
    public void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended: " + log());
            }
            if (isReady()) {
                return;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new AssertionError("the server did not start: " + log());
    }

    private boolean isReady() {
        try {
            URI readiness = base.resolve("/actuator/health/readiness");
            return client.send(
                                    HttpRequest.newBuilder(readiness).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notListeningYet) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
