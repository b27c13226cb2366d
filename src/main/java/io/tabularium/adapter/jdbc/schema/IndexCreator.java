package io.tabularium.adapter.jdbc.schema;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.UniqueKey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the SQL that brings a table's indexes in line with its schema: those of its unique keys,
 * and those it asks for. Indexes are told apart by their names, which say the kind and the columns.
 * Thread-safe.
 */
public final class IndexCreator {

    private final DdlBuilder ddl;

    public IndexCreator(DdlBuilder ddl) {
        this.ddl = ddl;
    }

    /**
     * To be executed in order: first drops what the schema has no longer, then creates what is
     * missing; nothing where the indexes are as they should be.
     *
     * @param stored the table as it is
     */
    List<SqlStatement> statements(RecordTable table, StoredTable stored) {
        List<SqlStatement> statements = new ArrayList<>(drops(table, stored));
        statements.addAll(missing(table, stored).values());
        return statements;
    }

    /** Drops what the schema has no longer. */
    List<SqlStatement> drops(RecordTable table, StoredTable stored) {
        Map<String, SqlStatement> wanted = creations(table);
        return stored.indexes().stream()
                .filter(name -> !wanted.containsKey(name))
                .map(ddl::dropIndex)
                .toList();
    }

    /** Creates what is missing; by the names of the indexes. */
    Map<String, SqlStatement> missing(RecordTable table, StoredTable stored) {
        Map<String, SqlStatement> missing = creations(table);
        missing.keySet().removeAll(stored.indexes());
        return missing;
    }

    /** Creates all that a table should have which has none yet. */
    public List<SqlStatement> statements(RecordTable table) {
        return List.copyOf(creations(table).values());
    }

    private Map<String, SqlStatement> creations(RecordTable table) {
        Map<String, SqlStatement> creations = new LinkedHashMap<>();
        if (ddl.hasSequenceIndex()) {
            creations.put(table.sequenceIndexName().last(), ddl.createSequenceIndex(table));
        }
        for (UniqueKey key : table.schema().uniqueKeys()) {
            creations.put(table.indexName(key).last(), ddl.createIndex(table, key));
        }
        for (Index index : table.schema().indexes()) {
            creations.put(table.indexName(index).last(), ddl.createIndex(table, index));
        }
        return creations;
    }
}
