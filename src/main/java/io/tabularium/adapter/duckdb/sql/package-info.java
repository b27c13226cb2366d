/** What DuckDB writes in a way of its own: the dialect, dates, lines made in the engine. */
@NullMarked
package io.tabularium.adapter.duckdb.sql;

import org.jspecify.annotations.NullMarked;
