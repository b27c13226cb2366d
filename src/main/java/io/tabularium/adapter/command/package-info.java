/** The command line: what the program does instead of serving requests. */
@NullMarked
package io.tabularium.adapter.command;

import org.jspecify.annotations.NullMarked;
