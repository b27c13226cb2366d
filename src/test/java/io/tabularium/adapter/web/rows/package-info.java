/** The formats of bulk loads against simple oracles, in whatever pieces their bytes arrive. */
@NullMarked
package io.tabularium.adapter.web.rows;

import org.jspecify.annotations.NullMarked;
