/** Texts of the formats that a schema may ask for. */
@NullMarked
package io.tabularium.domain.schema.format;

import org.jspecify.annotations.NullMarked;
