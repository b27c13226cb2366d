package io.tabularium.loadtests.ratios.server;

import io.tabularium.loadtests.ratios.data.DataFormat;
import io.tabularium.loadtests.ratios.http.SingleRequests;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Stopwatch;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs the packaged service on a free port. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Process process;
    private final int port;
    private final Path log;

    private ServiceProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts the service on DuckDB and waits until it is ready.
     *
     * @param folder folder of its database and its log; an existing database is opened
     * @param schemas folder of its schema files
     * @param javaOptions options of the JVM, besides the heap size
     * @throws IOException if it does not start within two minutes
     */
    public static ServiceProcess start(
            RatioSettings settings, Path folder, Path schemas, String... javaOptions)
            throws IOException, InterruptedException {
        ServiceStorage storage = ServiceStorage.duckDb(settings, folder.resolve("server.duckdb"));
        return start(settings, storage, folder, schemas, javaOptions);
    }

    /**
     * Starts the service on the given storage and waits until it is ready.
     *
     * @param folder folder of its log
     * @param schemas folder of its schema files
     * @param javaOptions options of the JVM, besides the heap size
     * @throws IOException if it does not start within two minutes
     */
    public static ServiceProcess start(
            RatioSettings settings,
            ServiceStorage storage,
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
        ServiceProcess service = new ServiceProcess(process, port, log);
        service.awaitReady();
        return service;
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
                String output = Files.readString(log);
                close();
                throw new IOException("The server does not start:\n" + output);
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

    public int port() {
        return port;
    }

    /** Sends single requests to the service. */
    public SingleRequests requests() {
        return new SingleRequests(port);
    }

    /**
     * Loads an NDJSON file into a schema.
     *
     * @return how many seconds the load took
     */
    public double load(String schema, Path file) throws IOException {
        return load(schema, DataFormat.NDJSON, file);
    }

    /**
     * Loads a file into a schema.
     *
     * @return how many seconds the load took
     */
    public double load(String schema, DataFormat format, Path file) throws IOException {
        Stopwatch time = new Stopwatch();
        requests().post(records(schema) + "/bulk", format, file);
        return time.seconds();
    }

    /**
     * Checks the number of records in a schema.
     *
     * @throws IOException if it is not {@code rows}
     */
    public void requireCount(String schema, long rows) throws IOException {
        String answer = requests().get(records(schema) + "/count");
        if (!answer.contains("\"count\":" + rows + "}")) {
            throw new IOException("There should be " + rows + " records: " + answer);
        }
    }

    /** Path of the records of a schema. */
    public static String records(String schema) {
        return "/api/v1/records/" + schema;
    }

    /** Resident memory of the process in MiB, as Linux counts it. */
    public double residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    /** Peak of {@link #residentMegabytes}. */
    public double peakMegabytes() throws IOException {
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

    /** Stops the process with SIGTERM; kills it if it is still running after two minutes. */
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
