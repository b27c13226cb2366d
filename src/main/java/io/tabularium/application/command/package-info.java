/** Use cases that change records: a handler each, the order of their steps and nothing else. */
@NullMarked
package io.tabularium.application.command;

import org.jspecify.annotations.NullMarked;
