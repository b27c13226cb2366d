/** Tables, indexes and the definitions of schemas that are stored beside them. */
@NullMarked
package io.tabularium.adapter.jdbc.schema;

import org.jspecify.annotations.NullMarked;
