/** Reads that have steps to order. A read that is one call has no handler: it uses the port. */
@NullMarked
package io.tabularium.application.query;

import org.jspecify.annotations.NullMarked;
