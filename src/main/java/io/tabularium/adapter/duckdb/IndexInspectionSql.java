package io.tabularium.adapter.duckdb;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.UniqueKey;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The statements that compare a table's indexes with the table, as text. Immutable. */
final class IndexInspectionSql {

    /** Values that are looked up together. */
    static final int VALUES_TOGETHER = 128;

    private final QuotedTable table;

    IndexInspectionSql(RecordTable recordTable) {
        this.table = new QuotedTable(recordTable);
    }

    /** The columns that have an index of their own, by what it is called. */
    Map<String, String> indexedColumns() {
        Map<String, String> columns = new LinkedHashMap<>();
        String id = SystemColumn.ID.columnName();
        columns.put(id, Identifiers.quoted(SystemColumn.ID));
        Stream.concat(
                        table.schema().uniqueKeys().stream().map(UniqueKey::properties),
                        table.schema().indexes().stream().map(index -> index.properties()))
                .filter(properties -> properties.size() == 1)
                .map(List::getFirst)
                .forEach((Property one) -> columns.put(one.name().value(), table.column(one)));
        return columns;
    }

    String countRows() {
        return "SELECT count(*) FROM " + table.name();
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
                .formatted(column, table.name(), parts, part);
    }

    /** How often each of some values is found, for which the engine looks into the index. */
    String find(String column) {
        String marks = String.join(", ", Collections.nCopies(VALUES_TOGETHER, "?"));
        return "SELECT %1$s, count(*) FROM %2$s WHERE %1$s IN (%3$s) GROUP BY %1$s"
                .formatted(column, table.name(), marks);
    }

    /** How many values of a key are stored more than once. */
    String countDuplicates(UniqueKey key) {
        String present =
                key.properties().stream()
                        .map(property -> table.column(property) + " IS NOT NULL")
                        .collect(joining(" AND "));
        return """
               SELECT count(*) FROM
               (SELECT 1 FROM %2$s WHERE %3$s GROUP BY %1$s HAVING count(*) > 1)
               """
                .formatted(table.columns(key), table.name(), present);
    }
}
