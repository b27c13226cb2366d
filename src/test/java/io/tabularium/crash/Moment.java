package io.tabularium.crash;

import io.tabularium.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Waits for the moment at which a server is to end. */
final class Moment {

    private static final long POLL = Duration.ofNanos(100_000).toNanos();
    private static final Duration LONGEST = Duration.ofMillis(2_500);
    private static final int COMMITS = 40;
    private static final int FIRST_WRITES = 100;
    private static final int MORE_WRITES = 400;

    private final Path log;
    private final long checkpointThreshold;
    private final Ledger ledger;
    private final Random random;

    /**
     * @param log the write-ahead log
     * @param checkpointThreshold its size in bytes at which the engine merges it into the file
     */
    Moment(Path log, long checkpointThreshold, Ledger ledger, Random random) {
        this.log = log;
        this.checkpointThreshold = checkpointThreshold;
        this.ledger = ledger;
        this.random = random;
    }

    /** Waits while clients are at work. */
    void awaitUnderLoad(Ending ending, ServerProcess server)
            throws IOException, InterruptedException {
        awaitWrites(1 + random.nextInt(FIRST_WRITES));
        switch (ending) {
            case AT_COMMIT -> awaitCommits(1 + random.nextInt(COMMITS));
            case AT_CHECKPOINT -> awaitCheckpoint();
            case WHILE_CLUSTERING -> {
                server.operate("POST", "/actuator/clusterings/plain");
                pause(Duration.ofMillis(random.nextInt(300)));
            }
            case UNDER_LOAD, ORDERLY -> {
                awaitWrites(random.nextInt(MORE_WRITES));
                pause(Duration.ofMillis(random.nextInt(20)));
            }
            case AT_START, AT_SCHEMA_CHANGE -> throw new IllegalArgumentException(ending.name());
        }
    }

    /** Waits while the server starts, which takes it as long as is said, or until it is done. */
    void awaitDuringStart(Duration usual) {
        if (random.nextBoolean()) {
            awaitCommits(1 + random.nextInt(3));
        } else {
            pause(usual.multipliedBy(20 + random.nextInt(80)).dividedBy(100));
        }
    }

    private void awaitWrites(int number) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        int goal = ledger.acknowledgements() + number;
        while (ledger.acknowledgements() < goal && System.nanoTime() < deadline) {
            pause(Duration.ofNanos(POLL));
        }
    }

    private void awaitCommits(int number) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        long size = size();
        for (int seen = 0; seen < number && System.nanoTime() < deadline; ) {
            pause(Duration.ofNanos(POLL));
            if (size() != size) {
                seen++;
                size = size();
            }
        }
    }

    private void awaitCheckpoint() {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        boolean before = random.nextBoolean();
        long largest = 0;
        while (System.nanoTime() < deadline) {
            long size = size();
            if (before ? size >= checkpointThreshold * 9 / 10 : size < largest) {
                break;
            }
            largest = Math.max(largest, size);
            pause(Duration.ofNanos(POLL));
        }
        pause(Duration.ofNanos(random.nextInt(8_000_000)));
    }

    private long size() {
        try {
            return Files.size(log);
        } catch (IOException thereIsNone) {
            return 0;
        }
    }

    private static void pause(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
