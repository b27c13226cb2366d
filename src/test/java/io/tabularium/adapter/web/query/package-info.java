/** Checks how queries are read, against a printer that knows nothing of the parser. */
@NullMarked
package io.tabularium.adapter.web.query;

import org.jspecify.annotations.NullMarked;
