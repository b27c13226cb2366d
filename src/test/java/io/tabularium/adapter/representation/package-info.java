/** The representation of records, value by value. */
@NullMarked
package io.tabularium.adapter.representation;

import org.jspecify.annotations.NullMarked;
