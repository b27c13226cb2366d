package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The real server, asked for all kinds of work by ten times as many clients as it can serve. Client
 * and server share the processors, so that what the clients take is missing to the server.
 *
 * <p>{@code overload.seconds} says how long each phase takes, {@code overload.goodput} how much of
 * the peak must be left under overload.
 */
final class OverloadIT {

    private static final String WELLS = "/api/v1/records/well_production";
    private static final int CLIENTS = 16;
    private static final int TIMES = 10;
    private static final long SECONDS = Long.getLong("overload.seconds", 4);
    private static final double GOODPUT =
            Double.parseDouble(System.getProperty("overload.goodput", "0.4"));

    /** A client that was refused comes again much sooner than it is told to. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @TempDir Path folder;

    @Test
    void servesWhatItCanAndRefusesTheRest() throws Exception {
        try (ServerProcess server =
                ServerProcess.startAsDeployed(
                        folder,
                        "384m",
                        "--tabularium.limits.max-concurrent-writes=" + CLIENTS,
                        "--tabularium.limits.max-concurrent-queries=" + CLIENTS,
                        "--tabularium.limits.max-waiting=" + CLIENTS,
                        "--tabularium.limits.max-wait=500ms")) {
            run(server, 0, CLIENTS, SECONDS);
            Figures peak = run(server, 1, CLIENTS, SECONDS);
            Figures overload = run(server, 2, CLIENTS * TIMES, SECONDS);
            Figures after = run(server, 3, CLIENTS, 2);

            System.out.printf("peak     %s%noverload %s%nafter    %s%n", peak, overload, after);
            assertThat(peak.statuses.keySet()).allMatch(OverloadIT::isExpected);
            assertThat(overload.statuses.keySet()).allMatch(OverloadIT::isExpected);
            assertThat(overload.health).isNotEmpty().containsOnly(200);
            assertThat(overload.goodput()).isGreaterThan(GOODPUT * peak.goodput());
            assertThat(after.goodput()).isGreaterThan(GOODPUT * peak.goodput());
            assertThat(overload.served.getLast()).isLessThan(TimeUnit.SECONDS.toNanos(30));
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }

    private static boolean isExpected(int status) {
        return status < 300 || status == 429 || status == 503;
    }

    private static Figures run(ServerProcess server, int phase, int clients, long seconds)
            throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<Figures>> parts = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int seed = phase * 1_000 + client;
                parts.add(threads.submit(() -> ask(server, seed, end)));
            }
            parts.add(threads.submit(() -> askForHealth(server, end)));
            Figures all = new Figures(seconds);
            for (Future<Figures> part : parts) {
                all.add(part.get());
            }
            return all;
        }
    }

    private static Figures ask(ServerProcess server, int seed, long end) throws IOException {
        Figures figures = new Figures(0);
        Random random = new Random(seed);
        String address = WELLS;
        try (LeanClient client = new LeanClient(server.api("/"))) {
            while (System.nanoTime() < end) {
                long since = System.nanoTime();
                LeanClient.Answer answer = ask(client, random, address);
                figures.note(answer.status(), System.nanoTime() - since);
                if (answer.status() == 503) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else if (!answer.location().isEmpty()) {
                    address = answer.location();
                }
            }
        }
        return figures;
    }

    private static LeanClient.Answer ask(LeanClient client, Random random, String address)
            throws IOException {
        int dice = random.nextInt(100);
        if (dice < 40) {
            return client.send(
                    "GET",
                    address + (address.equals(WELLS) ? "?size=1" : ""),
                    "application/json",
                    "");
        }
        if (dice < 75) {
            return client.send("POST", WELLS, "application/json", well(random));
        }
        if (dice < 95) {
            String page = "?size=20&count=none&well_code=gt." + random.nextInt();
            return client.send("GET", WELLS + page, "application/json", "");
        }
        if (dice < 98) {
            return client.send("GET", WELLS + "/stream?limit=200", "application/json", "");
        }
        String rows =
                IntStream.range(0, 100)
                        .mapToObj(i -> well(random))
                        .collect(Collectors.joining("\n"));
        return client.send("POST", WELLS + "/bulk", "application/x-ndjson", rows);
    }

    private static Figures askForHealth(ServerProcess server, long end) throws IOException {
        Figures figures = new Figures(0);
        while (System.nanoTime() < end) {
            for (String path : List.of("/actuator/health/readiness", "/actuator/prometheus")) {
                try (LeanClient client = new LeanClient(server.api("/"))) {
                    figures.health.add(client.send("GET", path, "application/json", "").status());
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return figures;
    }

    private static String well(Random random) {
        return """
               {"field_code":%d,"well_code":%d,"production_period":"2026-01-01T00:00:00",\
               "well_name":"A name"}"""
                .formatted(random.nextInt(), random.nextInt());
    }

    /** What came of the requests of one client, or of several. */
    private static final class Figures {

        private final long seconds;
        private final SortedMap<Integer, Integer> statuses = new TreeMap<>();
        private final List<Long> served = new ArrayList<>();
        private final List<Integer> health = new ArrayList<>();

        private Figures(long seconds) {
            this.seconds = seconds;
        }

        private void note(int status, long nanos) {
            statuses.merge(status, 1, Integer::sum);
            if (status < 300) {
                served.add(nanos);
            }
        }

        private void add(Figures other) {
            other.statuses.forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            served.addAll(other.served);
            served.sort(null);
            health.addAll(other.health);
        }

        /** Requests that were served, in a second. */
        private double goodput() {
            return (double) served.size() / seconds;
        }

        @Override
        public String toString() {
            return "%.0f/s served, %d ms at the median, %d ms at 99 %%, %d ms at most, %s"
                    .formatted(goodput(), millis(0.5), millis(0.99), millis(1), statuses);
        }

        private long millis(double part) {
            int index = Math.min(served.size() - 1, (int) (part * served.size()));
            return TimeUnit.NANOSECONDS.toMillis(served.get(index));
        }
    }
}
