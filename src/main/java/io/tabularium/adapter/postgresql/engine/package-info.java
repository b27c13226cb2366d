/**
 * Connections to the server: pools, settings, what failures mean, and whether the server is there.
 */
@NullMarked
package io.tabularium.adapter.postgresql.engine;

import org.jspecify.annotations.NullMarked;
