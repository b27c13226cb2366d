package io.tabularium.adapter.web.tomcat;

import io.tabularium.adapter.web.pace.Pace;

import java.time.Duration;

/**
 * What clients may keep open, and how long they may keep the server waiting.
 *
 * @param maxConnections open at a time; more are not accepted before others end
 * @param idleTimeout how long a connection may wait for its next request
 * @param stallTimeout how long nothing may come of a request's head or body, or nothing of an
 *     answer be taken; also the grace of the pace
 * @param minBytesPerSecond what of a body must come, or be taken, for each second that is waited
 */
public record ConnectionLimits(
        int maxConnections, Duration idleTimeout, Duration stallTimeout, long minBytesPerSecond) {

    /** The least speed of bodies. */
    public Pace pace() {
        return new Pace(stallTimeout, minBytesPerSecond);
    }
}
