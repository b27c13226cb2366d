package io.tabularium.configuration;

import java.time.Duration;

/** What is in force where the settings of a pool of connections leave it open. */
final class ReadPool {

    /** A connection pool waits no shorter than this. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    private ReadPool() {}

    /**
     * The number of connections.
     *
     * @param set 0 for two for each processor, at least {@code least}
     * @param least at least 1
     */
    static int size(int set, int least) {
        return set == 0 ? Math.max(least, 2 * Runtime.getRuntime().availableProcessors()) : set;
    }

    /** How long a caller waits for a connection. */
    static Duration patience(Duration maxWait) {
        return maxWait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : maxWait;
    }
}
