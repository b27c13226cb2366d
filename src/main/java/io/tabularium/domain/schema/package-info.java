/**
 * Schemas as compiled data: names, typed properties, keys, indexes, and the rules a value must
 * meet.
 */
@NullMarked
package io.tabularium.domain.schema;

import org.jspecify.annotations.NullMarked;
