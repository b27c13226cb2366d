/** Values that are valid by their schema, for examples. */
@NullMarked
package io.tabularium.adapter.web.openapi.sample;

import org.jspecify.annotations.NullMarked;
