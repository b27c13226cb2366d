package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.receipt.IdempotencyKey;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Knows without a query under which keys there is no receipt, which is what most requests ask, and
 * bounds what is kept. Receipts are let go of together with others of about the same time.
 * Thread-safe.
 */
public final class ReceiptLedger {

    /** Receipts are kept for the retention, and up to this part of it longer. */
    private static final int PERIODS_OF_RETENTION = 24;

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final ReceiptLimits limits;
    private final long periodMillis;
    private final TreeMap<Long, Period> periods = new TreeMap<>();

    /** The receipts that were made in one stretch of time. */
    private static final class Period {
        private final HashCodes keys = new HashCodes();
        private final Map<String, Sum> callers = new HashMap<>();
        private Sum all = Sum.NONE;

        private void count(String caller, long bytes) {
            all = all.plus(1, bytes);
            callers.merge(caller, new Sum(1, bytes), Sum::plus);
        }

        private Sum of(String caller) {
            return callers.getOrDefault(caller, Sum.NONE);
        }
    }

    /** Receipts and the bytes of their answers. */
    private record Sum(int number, long bytes) {

        private static final Sum NONE = new Sum(0, 0);

        private Sum plus(int more, long moreBytes) {
            return new Sum(number + more, bytes + moreBytes);
        }

        private Sum plus(Sum other) {
            return plus(other.number, other.bytes);
        }
    }

    public ReceiptLedger(ReceiptLimits limits) {
        this.limits = limits;
        this.periodMillis = Math.max(1, limits.retention().toMillis() / PERIODS_OF_RETENTION);
    }

    /** From then on receipts are found, if they were made at the time or later. */
    public Instant validFrom(Instant now) {
        return now.minus(limits.retention());
    }

    /**
     * Notes that a receipt is about to be stored. Should it never be known whether it was, storage
     * is asked whenever its key comes again.
     */
    public synchronized void expect(IdempotencyKey key, Instant madeAt) {
        periodWith(madeAt).keys.add(key.value().hashCode());
    }

    /** Notes that an expected receipt is stored. */
    public synchronized void count(IdempotencyKey key, long bytes, Instant madeAt) {
        periodWith(madeAt).count(key.caller(), bytes);
    }

    /** Whether there may be a receipt under that key. */
    public synchronized boolean mayHave(IdempotencyKey key) {
        int hash = key.value().hashCode();
        return periods.values().stream().anyMatch(period -> period.keys.contains(hash));
    }

    /**
     * Returns if one more receipt can be kept under that key.
     *
     * @throws Overloaded if not; says when the oldest receipts that are in the way are forgotten
     */
    public synchronized void requireRoom(IdempotencyKey key, Instant now) {
        String caller = key.caller();
        Map<Long, Period> kept = periods.tailMap(periodOf(validFrom(now)));
        Sum own = sum(kept, period -> period.of(caller));
        if (own.number() >= limits.numberOf(caller) || own.bytes() >= limits.bytesOf(caller)) {
            throw new Overloaded(
                    "Too many requests of this caller under idempotency keys.",
                    untilFirstIsForgotten(kept, period -> period.of(caller), now));
        }
        Sum all = sum(kept, period -> period.all);
        if (all.number() >= limits.number() || all.bytes() >= limits.bytes()) {
            throw new Overloaded(
                    "Too many requests under idempotency keys.",
                    untilFirstIsForgotten(kept, period -> period.all, now));
        }
    }

    /** Whether {@link #expire} has something to forget. */
    public synchronized boolean hasExpired(Instant now) {
        return !periods.headMap(periodOf(validFrom(now))).isEmpty();
    }

    /**
     * Forgets what is over its time.
     *
     * @return the time of the oldest receipts that may still be found, if some were forgotten:
     *     those made before are to be deleted
     */
    public synchronized Optional<Instant> expire(Instant now) {
        long oldest = periodOf(validFrom(now));
        Map<Long, Period> expired = periods.headMap(oldest);
        if (expired.isEmpty()) {
            return Optional.empty();
        }
        expired.clear();
        return Optional.of(Instant.ofEpochMilli(oldest * periodMillis));
    }

    /** How many receipts are kept. */
    public synchronized int number() {
        return sum(periods, period -> period.all).number();
    }

    /** The bytes of their answers. */
    public synchronized long bytes() {
        return sum(periods, period -> period.all).bytes();
    }

    private static Sum sum(Map<Long, Period> periods, Function<Period, Sum> part) {
        return periods.values().stream().map(part).reduce(Sum.NONE, Sum::plus);
    }

    /** Periods are forgotten as a whole, the oldest first. */
    private Duration untilFirstIsForgotten(
            Map<Long, Period> kept, Function<Period, Sum> part, Instant now) {
        long first =
                kept.entrySet().stream()
                        .filter(period -> part.apply(period.getValue()).number() > 0)
                        .mapToLong(Map.Entry::getKey)
                        .findFirst()
                        .orElseGet(() -> periodOf(now));
        Instant forgotten =
                Instant.ofEpochMilli((first + 1) * periodMillis).plus(limits.retention());
        Duration left = Duration.between(now, forgotten);
        return left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left;
    }

    private Period periodWith(Instant time) {
        return periods.computeIfAbsent(periodOf(time), start -> new Period());
    }

    private long periodOf(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), periodMillis);
    }
}
