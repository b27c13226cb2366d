package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.record.IdempotencyKey;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Knows without a query under which keys there is no receipt, which is what most requests ask, and
 * bounds what is kept. Receipts are let go of together with others of about the same time.
 * Thread-safe.
 */
public final class ReceiptLedger {

    /** Receipts are kept for the retention, and up to this part of it longer. */
    private static final int PERIODS_OF_RETENTION = 24;

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final ReceiptLimits limits;
    private final long periodMillis;
    private final TreeMap<Long, Period> periods = new TreeMap<>();

    /** The receipts that were made in one stretch of time. */
    private static final class Period {
        private final HashCodes keys = new HashCodes();
        private int number;
        private long bytes;
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
    public synchronized void count(long bytes, Instant madeAt) {
        Period period = periodWith(madeAt);
        period.number++;
        period.bytes += bytes;
    }

    /** Whether there may be a receipt under that key. */
    public synchronized boolean mayHave(IdempotencyKey key) {
        int hash = key.value().hashCode();
        return periods.values().stream().anyMatch(period -> period.keys.contains(hash));
    }

    /**
     * Returns if one more receipt can be kept.
     *
     * @throws Overloaded if not
     */
    public synchronized void requireRoom() {
        if (number() >= limits.number() || bytes() >= limits.bytes()) {
            throw new Overloaded("Too many requests under idempotency keys.", RETRY_AFTER);
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
        return periods.values().stream().mapToInt(period -> period.number).sum();
    }

    /** The bytes of their answers. */
    public synchronized long bytes() {
        return periods.values().stream().mapToLong(period -> period.bytes).sum();
    }

    private Period periodWith(Instant time) {
        return periods.computeIfAbsent(periodOf(time), start -> new Period());
    }

    private long periodOf(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), periodMillis);
    }
}
