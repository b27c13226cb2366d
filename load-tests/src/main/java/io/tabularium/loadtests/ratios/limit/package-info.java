/**
 * What the service is held against: DuckDB and PostgreSQL through raw JDBC.
 *
 * <p>Uses {@code measurement} and {@code data}.
 */
package io.tabularium.loadtests.ratios.limit;
