/**
 * Single writes, as many at a time as wait: queue, groups, and what a group comes to. No database
 * is named.
 */
@NullMarked
package io.tabularium.adapter.jdbc.write;

import org.jspecify.annotations.NullMarked;
