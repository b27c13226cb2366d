/**
 * Processes under test: the packaged service and the PostgreSQL server that it may store in.
 *
 * <p>Uses {@code measurement}, {@code data} and {@code http}.
 */
package io.tabularium.loadtests.ratios.server;
