package io.tabularium.adapter.web.access;

import java.time.Duration;

/**
 * How often each caller may send a request.
 *
 * @param requests that many in a period, 1 or more; as many may come at once
 * @param period a second or more
 */
public record RateLimit(long requests, Duration period) {}
