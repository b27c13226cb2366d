/** The real server, killed again and again in the middle of everything, and what it kept. */
@NullMarked
package io.tabularium.crash;

import org.jspecify.annotations.NullMarked;
