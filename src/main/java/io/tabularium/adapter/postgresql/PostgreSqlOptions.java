package io.tabularium.adapter.postgresql;

import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.adapter.postgresql.engine.PostgreSqlSettings;

/**
 * How a storage on PostgreSQL works.
 *
 * @param database how the server is reached
 * @param writer the bounds of single writes, receipts and queries
 */
public record PostgreSqlOptions(PostgreSqlSettings database, WriterSettings writer) {}
