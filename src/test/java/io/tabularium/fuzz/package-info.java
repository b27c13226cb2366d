/** The real server, and clients that mean it no good. */
@NullMarked
package io.tabularium.fuzz;

import org.jspecify.annotations.NullMarked;
