package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The writers of all tables, each made when it is first needed. Used by one thread at a time: the
 * one that has the writer's turn.
 */
public final class TableWriters {

    private final Dialect dialect;
    private final RecordSizes sizes;
    private final Map<Schema, TableWriter> writers = new HashMap<>();

    public TableWriters(Dialect dialect, RecordSizes sizes) {
        this.dialect = dialect;
        this.sizes = sizes;
    }

    /**
     * The writer of a schema's table.
     *
     * @param connection to look the table up with
     */
    TableWriter of(Schema schema, WriterConnection connection) throws SQLException {
        TableWriter known = writers.get(schema);
        if (known != null) {
            return known;
        }
        List<String> columns = connection.columns(schema.name().value());
        TableWriter writer =
                new TableWriter(new RecordTable(schema, dialect), columns, sizes.of(schema));
        writers.put(schema, writer);
        return writer;
    }
}
