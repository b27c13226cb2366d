package io.tabularium.loadtests.simulations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches the memory of the server while the load lasts, and prints it. With {@code -Dpid}, on the
 * same machine, it is the physical memory that the process occupies, the engine's included;
 * otherwise what the JVM has committed, by the server's own metrics, without the engine's.
 */
final class ServerMemory {

    private static final String METRIC = "jvm_memory_committed_bytes{";
    private static final double MEGABYTE = 1 << 20;

    private final String pid = System.getProperty("pid", "");
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("server-memory").factory());
    private volatile double most;
    private int seconds;

    /** Takes the first size, and one each second from now on. */
    void start() {
        watch.scheduleAtFixedRate(this::observe, 0, 1, TimeUnit.SECONDS);
    }

    /** Says what the most was. */
    void stop() {
        watch.close();
        client.close();
        print("at most", most);
    }

    private void observe() {
        try {
            double now = pid.isEmpty() ? committed() : resident();
            most = Math.max(most, now);
            if (seconds++ % 5 == 0) {
                print("now", now);
            }
        } catch (IOException e) {
            System.out.println("The server's memory is not known: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(String when, double megabytes) {
        String kind = pid.isEmpty() ? "committed by the JVM" : "resident";
        System.out.printf("memory %s %s: %,.0f MiB%n", kind, when, megabytes);
    }

    private double resident() throws IOException {
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    private double committed() throws IOException, InterruptedException {
        URI metrics = URI.create(Parameters.baseUrl() + "/actuator/prometheus");
        return client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
                        .body()
                        .filter(line -> line.startsWith(METRIC))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum()
                / MEGABYTE;
    }
}
