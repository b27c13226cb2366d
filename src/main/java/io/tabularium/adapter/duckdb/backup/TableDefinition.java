package io.tabularium.adapter.duckdb.backup;

import java.util.List;

/**
 * How a table is made, in the engine's own words.
 *
 * @param name of the table
 * @param columns each with its type and what else is said of it, in their order
 * @param constraints of the table as a whole, such as its primary key
 * @param indexes the statements that make them
 */
public record TableDefinition(
        String name, List<String> columns, List<String> constraints, List<String> indexes) {

    public TableDefinition {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }
}
