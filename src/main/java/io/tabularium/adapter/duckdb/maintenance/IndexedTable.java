package io.tabularium.adapter.duckdb.maintenance;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.UniqueKey;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A table and what its indexes are made of. Names of the table and of columns are quoted, as they
 * stand in statements.
 *
 * @param columns the columns that have an index of their own, by the name of the index
 * @param uniqueKeys the columns of each unique key, by the name of the key
 */
public record IndexedTable(
        String name,
        SequencedMap<String, String> columns,
        SequencedMap<String, List<String>> uniqueKeys) {

    public IndexedTable {
        columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
        uniqueKeys = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(uniqueKeys));
    }

    /** The table of a schema. */
    static IndexedTable of(RecordTable recordTable) {
        QuotedTable table = new QuotedTable(recordTable);
        SequencedMap<String, String> columns = new LinkedHashMap<>();
        columns.put(SystemColumn.ID.columnName(), Identifiers.quoted(SystemColumn.ID));
        Stream.concat(
                        table.schema().uniqueKeys().stream().map(UniqueKey::properties),
                        table.schema().indexes().stream().map(index -> index.properties()))
                .filter(properties -> properties.size() == 1)
                .map(List::getFirst)
                .forEach((Property one) -> columns.put(one.name().value(), table.column(one)));
        SequencedMap<String, List<String>> keys = new LinkedHashMap<>();
        for (UniqueKey key : table.schema().uniqueKeys()) {
            keys.put(
                    String.join(", ", key.names()),
                    key.properties().stream().map(table::column).toList());
        }
        return new IndexedTable(table.name(), columns, keys);
    }
}
