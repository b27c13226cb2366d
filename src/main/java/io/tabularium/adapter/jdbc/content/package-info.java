/** Reads all that a database holds, for exports. */
@NullMarked
package io.tabularium.adapter.jdbc.content;

import org.jspecify.annotations.NullMarked;
