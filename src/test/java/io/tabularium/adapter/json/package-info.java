/** JSON text to and from plain values, at its limits. */
@NullMarked
package io.tabularium.adapter.json;

import org.jspecify.annotations.NullMarked;
