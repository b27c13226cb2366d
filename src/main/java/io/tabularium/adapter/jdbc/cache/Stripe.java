package io.tabularium.adapter.jdbc.cache;

/**
 * When the records of some keys were last replaced, in ticks of the cache's clock. Used with its
 * own lock held.
 */
final class Stripe {

    private int replacing;
    private long replacedAt;

    void begin() {
        replacing++;
    }

    void end(long tick) {
        replacing--;
        replacedAt = tick;
    }

    /** Whether what a read that began at this tick found still stands. */
    boolean isSettledSince(long tick) {
        return replacing == 0 && replacedAt <= tick;
    }
}
