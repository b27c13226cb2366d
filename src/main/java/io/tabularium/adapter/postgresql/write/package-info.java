/** Changes of single records, in groups on several connections. */
@NullMarked
package io.tabularium.adapter.postgresql.write;

import org.jspecify.annotations.NullMarked;
