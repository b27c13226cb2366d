/**
 * Bulk loads whose rows can conflict: staged, compared with each other and with the records, and
 * merged. What a database does in a way of its own is behind {@link
 * io.tabularium.adapter.jdbc.bulk.Stage}.
 */
@NullMarked
package io.tabularium.adapter.jdbc.bulk;

import org.jspecify.annotations.NullMarked;
