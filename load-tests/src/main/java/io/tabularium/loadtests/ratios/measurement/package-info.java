/**
 * What to measure and how: settings, clock, progress, comparison of two sides, results.
 *
 * <p>Uses no other package of the ratios.
 */
package io.tabularium.loadtests.ratios.measurement;
