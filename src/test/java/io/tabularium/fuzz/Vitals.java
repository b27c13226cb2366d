package io.tabularium.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.ServerProcess;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a server uses.
 *
 * @param heap bytes that are reachable
 */
public record Vitals(long threads, long heap) {

    private static final long MORE_THREADS = 32;
    private static final long MORE_HEAP = 24L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What it uses now, after a collection of garbage. */
    public static Vitals of(ServerProcess server) throws IOException, InterruptedException {
        Process collection =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(server.pid()),
                                "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(collection.waitFor()).isZero();
        HttpResponse<String> metrics = server.operate("GET", "/actuator/prometheus");
        assertThat(metrics.statusCode()).isEqualTo(200);
        return new Vitals(
                sum(metrics.body(), "jvm_threads_live_threads"),
                sum(metrics.body(), "jvm_memory_used_bytes{area=\"heap\""));
    }

    /**
     * Waits until the server uses hardly more than before.
     *
     * @throws AssertionError if it does not come down
     */
    public void awaitReturn(ServerProcess server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Vitals now = of(server);
        while (!now.isHardlyMoreThan(this) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            now = of(server);
        }
        assertThat(now).as("after %s", this).matches(after -> after.isHardlyMoreThan(this));
    }

    private boolean isHardlyMoreThan(Vitals before) {
        return threads <= before.threads + MORE_THREADS && heap <= before.heap + MORE_HEAP;
    }

    private static long sum(String metrics, String name) {
        return (long)
                metrics.lines()
                        .filter(line -> line.startsWith(name))
                        .mapToDouble(
                                line ->
                                        Double.parseDouble(
                                                line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
    }
}
