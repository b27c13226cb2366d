/** Bulk loads: what a client asks of one, and what it is told. */
@NullMarked
package io.tabularium.adapter.web.bulk;

import org.jspecify.annotations.NullMarked;
