/** Records in an embedded DuckDB database. */
@NullMarked
package io.tabularium.adapter.duckdb;

import org.jspecify.annotations.NullMarked;
