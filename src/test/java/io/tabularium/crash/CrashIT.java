package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.TestedEngine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was acknowledged survives whatever ends the process or its database, and nothing is half
 * there. {@code -Dcrash.kills} says how often one is killed, {@code -Dcrash.seed} repeats a run as
 * far as a kill can be repeated. Files and history of a failure stay in {@code target/crash}.
 */
class CrashIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);
    private static final int KILLS = Integer.getInteger("crash.kills", 5);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int KILLS_OF_AN_ERA = 20;

    @ParameterizedTest
    @MethodSource("io.tabularium.TestedEngine#chosen")
    void keepsWhatWasAcknowledgedAndNothingByHalves(TestedEngine engine) throws Exception {
        String name = engine.name().toLowerCase(Locale.ROOT);
        Path folder = Path.of("target", "crash", name).toAbsolutePath();
        delete(folder);
        Files.createDirectories(folder);
        Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
        int records = 0;
        for (int killed = 0; killed < KILLS; killed += KILLS_OF_AN_ERA) {
            long seed = SEED + killed / KILLS_OF_AN_ERA;
            int kills = Math.min(KILLS_OF_AN_ERA, KILLS - killed);
            LOG.atInfo().addKeyValue("seed", seed).addKeyValue("kills", kills).log("era_begins");
            Path files = folder.resolve(Long.toString(seed));
            try (Era era = new Era(engine, files, seed)) {
                era.run(kills)
                        .forEach((ending, times) -> endings.merge(ending, times, Integer::sum));
                records += era.records();
            }
            delete(files);
        }
        LOG.atInfo()
                .addKeyValue("engine", name)
                .addKeyValue("seed", SEED)
                .addKeyValue("endings", endings)
                .addKeyValue("records", records)
                .log("nothing_lost");
        assertThat(records).isPositive();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
