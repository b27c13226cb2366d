/** The schemas, as clients see them. */
@NullMarked
package io.tabularium.adapter.web.schema;

import org.jspecify.annotations.NullMarked;
