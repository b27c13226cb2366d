/** Snapshots of a DuckDB database, and the way back. */
@NullMarked
package io.tabularium.adapter.duckdb.backup;

import org.jspecify.annotations.NullMarked;
