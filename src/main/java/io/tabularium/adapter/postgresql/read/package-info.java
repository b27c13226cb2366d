/** Pages that follow indexes, single records, and streams by cursor. */
@NullMarked
package io.tabularium.adapter.postgresql.read;

import org.jspecify.annotations.NullMarked;
