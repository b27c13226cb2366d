package io.tabularium.crash;

import io.tabularium.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A DuckDB file beside its server, whose log is merged into it at a random size. */
final class DuckDbFiles implements TestedStorage {

    private static final List<Integer> CHECKPOINT_KILOBYTES = List.of(64, 256, 1_024, 16_384);
    private static final Duration LONGEST = Duration.ofMillis(2_500);

    private final Path folder;
    private final Path log;
    private final Random random;
    private int checkpointKilobytes;

    DuckDbFiles(Path folder, Random random) {
        this.folder = folder;
        this.log = folder.resolve("tabularium.duckdb.wal");
        this.random = random;
    }

    @Override
    public Set<Ending> endings() {
        return EnumSet.of(
                Ending.UNDER_LOAD,
                Ending.AT_COMMIT,
                Ending.AT_CHECKPOINT,
                Ending.WHILE_CLUSTERING,
                Ending.AT_START,
                Ending.AT_SCHEMA_CHANGE,
                Ending.ORDERLY);
    }

    @Override
    public List<String> nextOptions() {
        checkpointKilobytes = CHECKPOINT_KILOBYTES.get(random.nextInt(CHECKPOINT_KILOBYTES.size()));
        return List.of(
                "--tabularium.duckdb.memory-limit=256MB",
                "--tabularium.duckdb.checkpoint-threshold=" + checkpointKilobytes + "KB");
    }

    /** The size of the write-ahead log in bytes. */
    @Override
    public long logPosition() {
        try {
            return Files.size(log);
        } catch (IOException thereIsNone) {
            return 0;
        }
    }

    @Override
    public void await(Ending ending, ServerProcess server) throws Exception {
        switch (ending) {
            case AT_CHECKPOINT -> awaitCheckpoint();
            case WHILE_CLUSTERING -> {
                server.operate("POST", "/actuator/clusterings/plain");
                Moment.pause(Duration.ofMillis(random.nextInt(300)));
            }
            default -> throw new IllegalArgumentException(ending.name());
        }
    }

    private void awaitCheckpoint() {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        boolean before = random.nextBoolean();
        long threshold = checkpointKilobytes * 1_024L;
        long largest = 0;
        while (System.nanoTime() < deadline) {
            long size = logPosition();
            if (before ? size >= threshold * 9 / 10 : size < largest) {
                break;
            }
            largest = Math.max(largest, size);
            Moment.pause(Moment.POLL);
        }
        Moment.pause(Duration.ofNanos(random.nextInt(8_000_000)));
    }

    @Override
    public void end(Ending ending) {
        throw new IllegalArgumentException(ending.name());
    }

    @Override
    public void startAgain() {
        throw new IllegalStateException("the database ends with its server");
    }

    /** On a copy of the files, which replays the log once more. */
    @Override
    public int inspect(boolean complete) throws Exception {
        return FileInspection.inspect(
                folder.resolve("tabularium.duckdb"), folder.resolve("copy"), random);
    }

    @Override
    public void close() {
        // The files belong to the era.
    }
}
