package io.tabularium.adapter.postgresql.write;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.postgresql.sql.ArrayColumn;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.UniqueKey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements by which single writes change the table of one schema, as text. Each takes any
 * number of rows: a parameter for each column is an array with an element for each row. Immutable.
 */
final class TableSql {

    /** The columns of ours that an insert sets. The database gives the place. */
    static final List<SystemColumn> INSERTED =
            Stream.of(SystemColumn.values())
                    .filter(column -> column != SystemColumn.SEQUENCE)
                    .toList();

    private static final String SEQUENCE = Identifiers.quoted(SystemColumn.SEQUENCE);
    private static final String ID = Identifiers.quoted(SystemColumn.ID);
    private static final String VERSION = Identifiers.quoted(SystemColumn.VERSION);
    private static final String UPDATED_AT = Identifiers.quoted(SystemColumn.UPDATED_AT);
    private static final String IDS = "?::uuid[]";

    private final QuotedTable table;
    private final String insert;

    TableSql(RecordTable recordTable) {
        this.table = new QuotedTable(recordTable);
        this.insert = insert(recordTable);
    }

    /**
     * Adds rows in their order, and selects the identifiers of those that were added with their
     * places in the order of creation: a row whose key is taken is left out. The parameters are
     * {@link #INSERTED} and the properties.
     */
    String insert() {
        return insert;
    }

    private String insert(RecordTable recordTable) {
        List<Property> properties = recordTable.schema().properties();
        List<ArrayColumn> columns =
                Stream.concat(
                                INSERTED.stream().map(column -> ArrayColumn.of(column.type())),
                                properties.stream()
                                        .map(property -> ArrayColumn.of(property.type())))
                        .toList();
        String names =
                Stream.concat(
                                INSERTED.stream().map(Identifiers::quoted),
                                properties.stream().map(table::column))
                        .collect(joining(", "));
        return """
               INSERT INTO %s (%s) SELECT %s FROM unnest(%s) WITH ORDINALITY AS s(%s, n) \
               ORDER BY s.n ON CONFLICT DO NOTHING RETURNING %s, %s"""
                .formatted(
                        table.name(),
                        names,
                        IntStream.range(0, columns.size())
                                .mapToObj(i -> "s.c" + i + columns.get(i).cast())
                                .collect(joining(", ")),
                        places(columns),
                        names(columns),
                        ID,
                        SEQUENCE);
    }

    /** The reader's columns of the records with some identifiers, each locked, in order of id. */
    String selectForUpdate(RowReader reader) {
        return "SELECT %s FROM %s WHERE %s = ANY(%s) ORDER BY %s FOR UPDATE"
                .formatted(columns(reader), table.name(), ID, IDS, ID);
    }

    /** As {@link #selectForUpdate}, of one record. */
    String selectOneForUpdate(RowReader reader) {
        return "SELECT %s FROM %s WHERE %s = ? FOR UPDATE"
                .formatted(columns(reader), table.name(), ID);
    }

    private static String columns(RowReader reader) {
        return reader.columns().stream().map(Identifiers::quoted).collect(joining(", "));
    }

    /** Removes the records with some identifiers. */
    String delete() {
        return "DELETE FROM %s WHERE %s = ANY(%s)".formatted(table.name(), ID, IDS);
    }

    /**
     * Gives records their new versions and the new values of some properties. The parameters are
     * identifier, version, time, and the properties.
     */
    String update(Collection<Property> properties) {
        List<ArrayColumn> columns = new ArrayList<>();
        columns.add(ArrayColumn.of(SystemColumn.ID.type()));
        columns.add(ArrayColumn.of(SystemColumn.VERSION.type()));
        columns.add(ArrayColumn.of(SystemColumn.UPDATED_AT.type()));
        StringBuilder assignments = new StringBuilder();
        assignments.append(VERSION).append(" = s.c1, ").append(UPDATED_AT).append(" = s.c2");
        for (Property property : properties) {
            ArrayColumn column = ArrayColumn.of(property.type());
            assignments
                    .append(", ")
                    .append(table.column(property))
                    .append(" = s.c")
                    .append(columns.size())
                    .append(column.cast());
            columns.add(column);
        }
        return "UPDATE %s AS stored SET %s FROM %s WHERE stored.%s = s.c0"
                .formatted(table.name(), assignments, rows(columns), ID);
    }

    /** Which of some identifiers are taken. */
    String selectTakenIds() {
        return "SELECT %s FROM %s WHERE %s = ANY(%s)".formatted(ID, table.name(), ID, IDS);
    }

    /**
     * The identifiers of the rows whose key another record has. The parameters are the identifiers
     * and the properties of the key.
     */
    String selectIdsOfTakenKeys(UniqueKey key) {
        List<ArrayColumn> columns = new ArrayList<>();
        columns.add(ArrayColumn.of(SystemColumn.ID.type()));
        List<String> equal = new ArrayList<>();
        for (Property property : key.properties()) {
            equal.add("stored.%s = s.c%d".formatted(table.column(property), columns.size()));
            columns.add(ArrayColumn.of(property.type()));
        }
        return "SELECT s.c0 FROM %s JOIN %s AS stored ON %s AND stored.%s <> s.c0"
                .formatted(rows(columns), table.name(), String.join(" AND ", equal), ID);
    }

    private static String rows(List<ArrayColumn> columns) {
        return "unnest(%s) AS s(%s)".formatted(places(columns), names(columns));
    }

    private static String places(List<ArrayColumn> columns) {
        return columns.stream().map(ArrayColumn::place).collect(joining(", "));
    }

    private static String names(List<ArrayColumn> columns) {
        return IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(joining(", "));
    }
}
