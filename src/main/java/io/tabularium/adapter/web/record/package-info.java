/** Records, one by one, in pages and as a stream. */
@NullMarked
package io.tabularium.adapter.web.record;

import org.jspecify.annotations.NullMarked;
