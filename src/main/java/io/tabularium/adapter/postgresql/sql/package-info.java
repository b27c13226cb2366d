/** What PostgreSQL writes in a way of its own: the dialect, and values as arrays. */
@NullMarked
package io.tabularium.adapter.postgresql.sql;

import org.jspecify.annotations.NullMarked;
