package io.tabularium.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tabularium.ServerProcess;
import io.tabularium.TestedEngine;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Whatever clients send, the server answers, tells nothing of itself and stays well. {@code
 * -Dfuzz.seconds} says for how long it is attacked, {@code -Dfuzz.seed} repeats what each client
 * sends. Requests that it did not take well are kept in {@code target/fuzz}.
 */
class FuzzIT {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzIT.class);
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 10);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int ATTACKERS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration HEALTH_CHECKS = Duration.ofMillis(200);

    /** Lest what is kept for readers be taken for a leak. */
    private static final String SMALL_CACHE = "--tabularium.cache.max-size=4MB";

    private static final int SHOWN = 1_500;
    private static final int KEPT = 40;

    @TempDir Path folder;

    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private long exchanges;

    @ParameterizedTest
    @MethodSource("io.tabularium.TestedEngine#chosen")
    void staysWellWhateverClientsSend(TestedEngine engine) throws Exception {
        LOG.atInfo()
                .addKeyValue("engine", engine)
                .addKeyValue("seed", SEED)
                .addKeyValue("seconds", SECONDS)
                .log("fuzz_begins");
        try (ServerProcess server = start(engine)) {
            attack(server, SEED, WARM_UP);
            Vitals before = Vitals.of(server);
            attack(server, SEED + 1, Duration.ofSeconds(SECONDS));
            before.awaitReturn(server);

            assertThat(findings).isEmpty();
            assertThat(server.log()).doesNotContain(" ERROR ").doesNotContain("\tat ");
            LOG.atInfo()
                    .addKeyValue("exchanges", exchanges)
                    .addKeyValue("before", before)
                    .addKeyValue("after", Vitals.of(server))
                    .log("fuzz_endured");
            assertThat(server.stop()).isIn(0, 143);
        }
    }

    private ServerProcess start(TestedEngine engine) {
        List<String> options = new ArrayList<>(engine.newStorage());
        options.add(SMALL_CACHE);
        return ServerProcess.start(folder, "192m", options.toArray(String[]::new));
    }

    private void attack(ServerProcess server, long seed, Duration time) throws Exception {
        long until = System.nanoTime() + time.toNanos();
        List<Attacker> attackers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(ATTACKERS)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < ATTACKERS; i++) {
                Random random = new Random(seed * 31 + i);
                Attacker attacker = new Attacker(server.port(), random, this::keep);
                attackers.add(attacker);
                runs.add(
                        threads.submit(
                                () -> {
                                    attacker.run(until);
                                    return null;
                                }));
            }
            while (System.nanoTime() < until) {
                assertThat(server.operate("GET", "/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
                LockSupport.parkNanos(HEALTH_CHECKS.toNanos());
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            for (Attacker attacker : attackers) {
                attacker.close();
                exchanges += attacker.exchanges();
            }
        }
    }

    private void keep(String fault, byte[] request) {
        if (findings.size() < KEPT) {
            String text = new String(request, ISO_8859_1);
            findings.add(fault + "\n<- " + text.substring(0, Math.min(SHOWN, text.length())));
            try {
                Path kept = Files.createDirectories(Path.of("target", "fuzz"));
                Files.write(kept.resolve("request-" + findings.size() + ".txt"), request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
