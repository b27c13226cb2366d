/** How a schema may change under stored records, and why it may not. */
@NullMarked
package io.tabularium.domain.schema.evolution;

import org.jspecify.annotations.NullMarked;
