/**
 * Opens a database file that a kill or a failing disk has left damaged. Uses the engine through the
 * rooms beside it; knows the layout of the engine's file as far as blocks of metadata need it.
 */
@NullMarked
package io.tabularium.adapter.duckdb.recovery;

import org.jspecify.annotations.NullMarked;
