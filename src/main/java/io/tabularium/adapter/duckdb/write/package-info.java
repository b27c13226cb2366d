/** Changes of single records in the transactions of one writer. */
@NullMarked
package io.tabularium.adapter.duckdb.write;

import org.jspecify.annotations.NullMarked;
