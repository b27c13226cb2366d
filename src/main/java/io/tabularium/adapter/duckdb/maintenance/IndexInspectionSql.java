package io.tabularium.adapter.duckdb.maintenance;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.List;

/** The statements that compare a table's indexes with the table, as text. Immutable. */
final class IndexInspectionSql {

    /** Values that are looked up together. */
    static final int VALUES_TOGETHER = 128;

    private final String table;

    /**
     * @param table its name as it stands in statements
     */
    IndexInspectionSql(String table) {
        this.table = table;
    }

    String countRows() {
        return "SELECT count(*) FROM " + table;
    }

    /**
     * The values of one part of a column, and how often each is stored. The engine looks nothing up
     * in an index for a condition on an expression.
     */
    String scan(String column, long parts, long part) {
        return """
               SELECT %1$s, count(*) FROM %2$s
               WHERE %1$s IS NOT NULL AND hash(%1$s) %% %3$d = %4$d GROUP BY %1$s
               """
                .formatted(column, table, parts, part);
    }

    /** How often each of some values is found, for which the engine looks into the index. */
    String find(String column) {
        String marks = String.join(", ", Collections.nCopies(VALUES_TOGETHER, "?"));
        return "SELECT %1$s, count(*) FROM %2$s WHERE %1$s IN (%3$s) GROUP BY %1$s"
                .formatted(column, table, marks);
    }

    /** How many values of a key are stored more than once. */
    String countDuplicates(List<String> columns) {
        String present =
                columns.stream().map(column -> column + " IS NOT NULL").collect(joining(" AND "));
        return """
               SELECT count(*) FROM
               (SELECT 1 FROM %2$s WHERE %3$s GROUP BY %1$s HAVING count(*) > 1)
               """
                .formatted(String.join(", ", columns), table, present);
    }
}
