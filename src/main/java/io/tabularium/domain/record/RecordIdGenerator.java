package io.tabularium.domain.record;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7) that only ever grow within this process: within
 * a millisecond, and when the clock steps back, a 12-bit counter (section 6.2, method 1) goes on,
 * and when that is spent the millisecond is advanced. Thread-safe.
 */
public final class RecordIdGenerator {

    private static final int MAX_COUNTER = 0xFFF;

    private final InstantSource clock;
    private final RandomGenerator random;

    /** Random bytes are far cheaper by the thousand than eight at a time. */
    private final ByteBuffer randomBytes = ByteBuffer.allocate(8_192).flip();

    private long lastMillis;
    private int counter;

    /**
     * @param random used by one thread at a time; unpredictable where identifiers must not be
     *     guessed
     */
    public RecordIdGenerator(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public RecordId next() {
        long randomBits;
        long high;
        synchronized (this) {
            randomBits = nextRandomBits();
            long now = clock.millis();
            if (now > lastMillis) {
                lastMillis = now;
                counter = 0;
            } else if (counter == MAX_COUNTER) {
                lastMillis++;
                counter = 0;
            } else {
                counter++;
            }
            high = lastMillis << 16 | 0x7000L | counter;
        }
        long low = randomBits >>> 2 | 0x8000_0000_0000_0000L;
        return new RecordId(new UUID(high, low));
    }

    private long nextRandomBits() {
        if (!randomBytes.hasRemaining()) {
            random.nextBytes(randomBytes.array());
            randomBytes.clear();
        }
        return randomBytes.getLong();
    }
}
