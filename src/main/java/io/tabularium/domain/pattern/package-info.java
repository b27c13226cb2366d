/**
 * Regular expressions that are searched for in text of clients: in linear time where the expression
 * allows it, within a budget where it does not.
 */
@NullMarked
package io.tabularium.domain.pattern;

import org.jspecify.annotations.NullMarked;
