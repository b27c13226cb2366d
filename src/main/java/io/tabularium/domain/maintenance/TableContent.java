package io.tabularium.domain.maintenance;

/**
 * What a table holds. Two tables with equal contents have the same checksum, whatever the order of
 * their rows and wherever they are stored.
 *
 * @param name of the table
 * @param rows their number
 * @param checksum of all values of all rows; opaque
 */
public record TableContent(String name, long rows, String checksum) {}
