/** Receipts of keyed requests: their table, and what is known of them without asking it. */
@NullMarked
package io.tabularium.adapter.jdbc.receipt;

import org.jspecify.annotations.NullMarked;
