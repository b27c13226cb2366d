package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.domain.schema.Schema;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The writers of all tables, each made when it is first needed. Thread-safe. */
final class TableWriters {

    private final Dialect dialect;
    private final Map<Schema, TableWriter> writers = new ConcurrentHashMap<>();

    TableWriters(Dialect dialect) {
        this.dialect = dialect;
    }

    TableWriter of(Schema schema) {
        return writers.computeIfAbsent(
                schema, missing -> new TableWriter(new RecordTable(missing, dialect)));
    }
}
