package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was acknowledged survives whatever ends the process, and nothing is half there. {@code
 * -Dcrash.kills} says how often it is killed, {@code -Dcrash.seed} repeats a run as far as a kill
 * can be repeated. Files and history of a failure stay in {@code target/crash}.
 */
class CrashIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);
    private static final int KILLS = Integer.getInteger("crash.kills", 5);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int KILLS_OF_AN_ERA = 20;

    @Test
    void keepsWhatWasAcknowledgedAndNothingByHalves() throws Exception {
        Path folder = Path.of("target", "crash").toAbsolutePath();
        delete(folder);
        Files.createDirectories(folder);
        Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
        int records = 0;
        for (int killed = 0; killed < KILLS; killed += KILLS_OF_AN_ERA) {
            long seed = SEED + killed / KILLS_OF_AN_ERA;
            int kills = Math.min(KILLS_OF_AN_ERA, KILLS - killed);
            LOG.atInfo().addKeyValue("seed", seed).addKeyValue("kills", kills).log("era_begins");
            Path files = folder.resolve(Long.toString(seed));
            try (Era era = new Era(files, seed)) {
                era.run(kills)
                        .forEach((ending, times) -> endings.merge(ending, times, Integer::sum));
                records += era.records();
            }
            delete(files);
        }
        LOG.atInfo()
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
