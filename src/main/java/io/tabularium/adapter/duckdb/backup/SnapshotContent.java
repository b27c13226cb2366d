package io.tabularium.adapter.duckdb.backup;

import io.tabularium.domain.maintenance.TableContent;

import java.util.List;

/**
 * What a snapshot must be found to hold.
 *
 * @param definitions of its tables, by name
 * @param contents of the same tables
 */
public record SnapshotContent(List<TableDefinition> definitions, List<TableContent> contents) {

    public SnapshotContent {
        definitions = List.copyOf(definitions);
        contents = List.copyOf(contents);
    }

    /** How a table is made. */
    public TableDefinition definition(String table) {
        return definitions.stream()
                .filter(definition -> definition.name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** The rows of all tables. */
    long rows() {
        return contents.stream().mapToLong(TableContent::rows).sum();
    }
}
