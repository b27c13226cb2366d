package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service as a process of its own, on a port that was free. */
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Process process;
    private final int port;
    private final Path log;

    private Server(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts the service and waits until it is ready.
     *
     * @param folder where its database and its log are, or will be
     * @param schemas folder of its schema files
     * @param javaOptions beside the heap that the settings give
     * @throws IOException if it does not start
     */
    static Server start(RatioSettings settings, Path folder, Path schemas, String... javaOptions)
            throws IOException, InterruptedException {
        Storage storage = Storage.duckDb(settings, folder.resolve("server.duckdb"));
        return start(settings, storage, folder, schemas, javaOptions);
    }

    /**
     * Starts the service on some storage and waits until it is ready.
     *
     * @param folder where its log will be
     * @param schemas folder of its schema files
     * @param javaOptions beside the heap that the settings give
     * @throws IOException if it does not start
     */
    static Server start(
            RatioSettings settings,
            Storage storage,
            Path folder,
            Path schemas,
            String... javaOptions)
            throws IOException, InterruptedException {
        int port = freePort();
        Path log = folder.resolve("server.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + settings.heapMegabytes() + "m");
        command.addAll(List.of(javaOptions));
        command.addAll(
                List.of(
                        "-jar",
                        settings.jar().toString(),
                        "--server.port=" + port,
                        "--tabularium.schemas.location=" + schemas));
        command.addAll(storage.arguments());
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Server server = new Server(process, port, log);
        server.awaitReady();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        Stopwatch time = new Stopwatch();
        while (!isReady()) {
            if (process.waitFor(PAUSE) || time.seconds() > PATIENCE.toSeconds()) {
                String words = Files.readString(log);
                close();
                throw new IOException("The server does not start:\n" + words);
            }
        }
    }

    private boolean isReady() {
        try {
            requests().get("/actuator/health/readiness");
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** For single requests. */
    Transfer requests() {
        return new Transfer(port);
    }

    /**
     * Loads a file of NDJSON.
     *
     * @return seconds that it took
     */
    double load(String schema, Path file) throws IOException {
        return load(schema, DataFormat.NDJSON, file);
    }

    /**
     * Loads a file.
     *
     * @return seconds that it took
     */
    double load(String schema, DataFormat format, Path file) throws IOException {
        Stopwatch time = new Stopwatch();
        requests().post(records(schema) + "/bulk", format, file);
        return time.seconds();
    }

    /**
     * Makes sure of the number of records.
     *
     * @throws IOException if there are more or fewer
     */
    void requireCount(String schema, long rows) throws IOException {
        String answer = requests().get(records(schema) + "/count");
        if (!answer.contains("\"count\":" + rows + "}")) {
            throw new IOException("There should be " + rows + " records: " + answer);
        }
    }

    static String records(String schema) {
        return "/api/v1/records/" + schema;
    }

    /** Megabytes (of 2^20 bytes) of physical memory that the process occupies, as Linux counts. */
    double residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    /** The most it ever occupied. */
    double peakMegabytes() throws IOException {
        return status("VmHWM:");
    }

    private double status(String name) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    /** Ends the process in its orderly way, or else at once. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
