/**
 * Records in a PostgreSQL server. {@link io.tabularium.adapter.postgresql.PostgreSqlStorage} is the
 * one entrance.
 */
@NullMarked
package io.tabularium.adapter.postgresql;

import org.jspecify.annotations.NullMarked;
