/** The database itself: settings, connections, failures, and how it is opened again after one. */
@NullMarked
package io.tabularium.adapter.duckdb.engine;

import org.jspecify.annotations.NullMarked;
