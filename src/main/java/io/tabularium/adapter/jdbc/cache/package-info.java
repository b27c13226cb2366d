/** What was read is kept, as long as storage would answer the same. */
@NullMarked
package io.tabularium.adapter.jdbc.cache;

import org.jspecify.annotations.NullMarked;
