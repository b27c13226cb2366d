/**
 * What every benchmark needs: its interface, the workbench, pairs of a service and its limit.
 *
 * <p>Uses {@code measurement}, {@code data}, {@code http}, {@code limit} and {@code server}.
 */
package io.tabularium.loadtests.ratios.benchmark;
