/** Snapshots and exports of a DuckDB database, and the ways back. */
@NullMarked
package io.tabularium.adapter.duckdb.backup;

import org.jspecify.annotations.NullMarked;
