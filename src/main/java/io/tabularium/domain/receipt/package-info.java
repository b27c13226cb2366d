/** What is kept of a request that may come again. */
@NullMarked
package io.tabularium.domain.receipt;

import org.jspecify.annotations.NullMarked;
