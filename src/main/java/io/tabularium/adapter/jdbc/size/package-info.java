/**
 * How large the records of a table may be, which is known before they are read. Uses the domain
 * alone.
 */
@NullMarked
package io.tabularium.adapter.jdbc.size;

import org.jspecify.annotations.NullMarked;
