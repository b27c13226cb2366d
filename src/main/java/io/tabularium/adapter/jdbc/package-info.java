/** Records in any database that speaks SQL through JDBC; what differs is behind {@link Dialect}. */
@NullMarked
package io.tabularium.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
