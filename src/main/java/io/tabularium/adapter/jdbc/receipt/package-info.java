/** What is known, without asking the database, of the receipts that it keeps. */
@NullMarked
package io.tabularium.adapter.jdbc.receipt;

import org.jspecify.annotations.NullMarked;
