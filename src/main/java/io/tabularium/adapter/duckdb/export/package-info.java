/** Exports as Parquet, of a DuckDB database and of any other storage, and the ways back. */
@NullMarked
package io.tabularium.adapter.duckdb.export;

import org.jspecify.annotations.NullMarked;
