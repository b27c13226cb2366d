package io.tabularium.adapter.jdbc.cache;

/**
 * A count as it was read.
 *
 * @param epochs in force before it was read; the count is true as long as they are
 */
record KeptCount(Epochs epochs, long count) {}
