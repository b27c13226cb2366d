/** The commands whose order of steps is more than one call. */
@NullMarked
package io.tabularium.application.command;

import org.jspecify.annotations.NullMarked;
