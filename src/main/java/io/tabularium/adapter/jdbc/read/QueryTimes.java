package io.tabularium.adapter.jdbc.read;

import io.tabularium.adapter.jdbc.SlowQueries;

import java.time.Duration;

/**
 * The times of queries.
 *
 * @param limit how long a find, a search or a count may take, and each row of a stream to come
 * @param slow is told of those that take long
 */
public record QueryTimes(Duration limit, SlowQueries slow) {}
