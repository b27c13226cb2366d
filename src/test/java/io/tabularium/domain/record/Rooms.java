package io.tabularium.domain.record;

import java.time.Duration;

/** Room for tests that are about something else. */
public final class Rooms {

    private Rooms() {}

    /** A share of a memory without an end. */
    public static ReadMemory.Share unbounded() {
        return new ReadMemory(Long.MAX_VALUE, Duration.ZERO).open();
    }
}
