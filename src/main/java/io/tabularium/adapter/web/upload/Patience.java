package io.tabularium.adapter.web.upload;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time for which a request still waits for its client. Waiting uses it up, and each byte that
 * came restores what it takes at the least rate, but never more than there was at first: a client
 * that was fast for long has no longer pause than another. Used by one thread.
 */
final class Patience {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** How many times longer a load is waited for that cannot begin anew. */
    private static final int LONGER = 10;

    private final double usual;
    private final double nanosPerByte;
    private double most;
    private double left;

    Patience(UploadLimits limits) {
        this(limits, limits.patience());
    }

    /** Another patience than that of the limits, at their rate. */
    Patience(UploadLimits limits, Duration usual) {
        this.usual = usual.toNanos();
        this.nanosPerByte = NANOS_PER_SECOND / limits.minBytesPerSecond();
        this.most = this.usual;
        this.left = this.usual;
    }

    /** In nanoseconds; not positive if there is none. */
    long left() {
        return (long) left;
    }

    /** Notes that bytes came, and for how long they were waited for. */
    void note(long bytes, long waitedNanos) {
        left = Math.min(most, left - waitedNanos + bytes * nanosPerByte);
    }

    /** Makes it ten times as long from now on. Further calls change nothing. */
    void lengthen() {
        if (most == usual) {
            most = LONGER * usual;
            left += most - usual;
        }
    }
}
