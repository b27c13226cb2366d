/** Load on a running server in the ways that operators ask for. */
package io.tabularium.loadtests.simulations;
