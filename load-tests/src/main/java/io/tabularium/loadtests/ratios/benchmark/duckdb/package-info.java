/**
 * The benchmarks of the service on DuckDB, one class for each path.
 *
 * <p>Uses {@code benchmark} and the packages that it may use.
 */
package io.tabularium.loadtests.ratios.benchmark.duckdb;
