/** Pages, single records and streams, read as a column store reads them well. */
@NullMarked
package io.tabularium.adapter.duckdb.read;

import org.jspecify.annotations.NullMarked;
