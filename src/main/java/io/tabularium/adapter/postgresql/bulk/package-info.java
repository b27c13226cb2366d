/** Loads of many rows at once, by COPY. */
@NullMarked
package io.tabularium.adapter.postgresql.bulk;

import org.jspecify.annotations.NullMarked;
