package io.tabularium.adapter.web.admission;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What callers hold of something that all of them share, places or bytes. No caller holds more than
 * its share, so that one cannot take all of it. Thread-safe.
 */
public final class CallerShares {

    private final long share;
    private final Map<String, Long> held = new HashMap<>();

    private CallerShares(long share) {
        this.share = share;
    }

    /** Each caller may hold half of the whole, and at least 1. */
    public static CallerShares halves(long whole) {
        return new CallerShares(Math.max(1, whole / 2));
    }

    /** What one caller may hold. */
    public long share() {
        return share;
    }

    /** Takes an amount for a caller; returns false, and takes nothing, if its share is used up. */
    public synchronized boolean take(String caller, long amount) {
        long now = held.getOrDefault(caller, 0L);
        if (now + amount > share) {
            return false;
        }
        held.put(caller, now + amount);
        return true;
    }

    /**
     * Like {@link #take(String, long)}, but waits until the caller has given enough back.
     *
     * @param nanos how long it waits at most
     */
    synchronized boolean take(String caller, long amount, long nanos) throws InterruptedException {
        long since = System.nanoTime();
        while (!take(caller, amount)) {
            long left = nanos - (System.nanoTime() - since);
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Gives back an amount that the caller holds. */
    public synchronized void giveBack(String caller, long amount) {
        held.computeIfPresent(caller, (name, now) -> now > amount ? now - amount : null);
        notifyAll();
    }
}
