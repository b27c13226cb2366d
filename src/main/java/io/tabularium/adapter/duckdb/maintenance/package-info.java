/** Work on whole tables: stored order, and whether indexes agree with their tables. */
@NullMarked
package io.tabularium.adapter.duckdb.maintenance;

import org.jspecify.annotations.NullMarked;
