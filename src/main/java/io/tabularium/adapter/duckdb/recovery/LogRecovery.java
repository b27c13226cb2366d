package io.tabularium.adapter.duckdb.recovery;

import io.tabularium.adapter.duckdb.engine.TimesInNames;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a write-ahead log that cannot be replayed out of the way, so that the file opens without
 * what was written since it was last merged. Nothing is deleted.
 */
final class LogRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);
    private static final String SUFFIX = ".set-aside";

    private final InstantSource clock;

    LogRecovery(InstantSource clock) {
        this.clock = clock;
    }

    /** Renames the log of a database file and what belongs to it, and says so in the log. */
    void setAside(Path database) {
        String stamp = TimesInNames.of(clock.instant());
        try {
            for (Path log : logsOf(database)) {
                Path aside = log.resolveSibling(log.getFileName() + "." + stamp + SUFFIX);
                Files.move(log, aside);
                LOG.atWarn()
                        .addKeyValue("file", log)
                        .addKeyValue("set_aside_as", aside)
                        .addKeyValue("bytes", Files.size(aside))
                        .log("write_ahead_log_set_aside");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A checkpoint that was cut off leaves a second log beside the first. */
    private static List<Path> logsOf(Path database) throws IOException {
        String log = database.getFileName() + ".wal";
        try (Stream<Path> files = Files.list(database.toAbsolutePath().getParent())) {
            return files.filter(file -> file.getFileName().toString().startsWith(log))
                    .filter(file -> !file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
