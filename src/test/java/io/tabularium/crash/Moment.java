package io.tabularium.crash;

import io.tabularium.ServerProcess;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Waits for the moment at which a server is to end. */
final class Moment {

    static final Duration POLL = Duration.ofNanos(100_000);

    private static final Duration LONGEST = Duration.ofMillis(2_500);
    private static final int COMMITS = 40;
    private static final int FIRST_WRITES = 100;
    private static final int MORE_WRITES = 400;

    private final TestedStorage storage;
    private final Ledger ledger;
    private final Random random;

    Moment(TestedStorage storage, Ledger ledger, Random random) {
        this.storage = storage;
        this.ledger = ledger;
        this.random = random;
    }

    /** Waits while clients are at work. */
    void awaitUnderLoad(Ending ending, ServerProcess server) throws Exception {
        awaitWrites(1 + random.nextInt(FIRST_WRITES));
        switch (ending) {
            case AT_COMMIT -> awaitCommits(1 + random.nextInt(COMMITS));
            case UNDER_LOAD, ONE_OF_TWO, ORDERLY -> {
                awaitWrites(random.nextInt(MORE_WRITES));
                pause(Duration.ofMillis(random.nextInt(20)));
            }
            case AT_CHECKPOINT,
                    WHILE_CLUSTERING,
                    WHEN_CONNECTIONS_ARE_CUT,
                    DATABASE_KILLED,
                    DATABASE_STOPPED ->
                    storage.await(ending, server);
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
            pause(POLL);
        }
    }

    private void awaitCommits(int number) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        long position = storage.logPosition();
        for (int seen = 0; seen < number && System.nanoTime() < deadline; ) {
            pause(POLL);
            long now = storage.logPosition();
            if (now != position) {
                seen++;
                position = now;
            }
        }
    }

    /** Does nothing for a time. */
    static void pause(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
