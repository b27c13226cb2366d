/**
 * Measures each path of the service against its limit in one run; the entry point is {@code
 * Ratios}.
 *
 * <p>The entry point uses all packages below; no package below uses the entry point.
 */
package io.tabularium.loadtests.ratios;
