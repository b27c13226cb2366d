/** Loads of many rows at once, by appenders and staged tables. */
@NullMarked
package io.tabularium.adapter.duckdb.bulk;

import org.jspecify.annotations.NullMarked;
