package io.tabularium.adapter.jdbc;

import static java.util.stream.Collectors.joining;

import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import org.jooq.Field;

import java.util.Collection;
import java.util.stream.Stream;

/** The table of one schema as it stands in statements: each name in it quoted. Immutable. */
public final class QuotedTable {

    private final RecordTable table;
    private final String name;

    public QuotedTable(RecordTable table) {
        this.table = table;
        this.name = Identifiers.quoted(table.table());
    }

    public Schema schema() {
        return table.schema();
    }

    public String name() {
        return name;
    }

    public String column(Property property) {
        return Identifiers.quoted(table.column(property));
    }

    /** Every column, the system's first. */
    public String columns() {
        return table.columns().stream().map(Identifiers::quoted).collect(joining(", "));
    }

    /** Every column as one of {@code alias}, the system's first. */
    public String columns(String alias) {
        return table.columns().stream()
                .map((Field<?> column) -> alias + "." + Identifiers.quoted(column))
                .collect(joining(", "));
    }

    /** The columns of a key. */
    public String columns(UniqueKey key) {
        return key.properties().stream().map(this::column).collect(joining(", "));
    }

    /** That the keys of two aliases are equal, which they are not if a value is null. */
    public String sameKey(String left, String right, UniqueKey key) {
        return key.properties().stream()
                .map(this::column)
                .map(column -> left + "." + column + " = " + right + "." + column)
                .collect(joining(" AND "));
    }

    /**
     * What follows the assignments of system columns in an update: those of properties, from {@code
     * alias}.
     */
    public String furtherAssignments(Collection<Property> properties, String alias) {
        return properties.stream()
                .map(this::column)
                .map(column -> ", " + column + " = " + alias + "." + column)
                .collect(joining());
    }

    /**
     * Makes a stage: a temporary table, private to its connection, with the table's columns in the
     * table's order, and further ones behind them.
     */
    public String createStage(String stage, String... further) {
        String columns = Stream.concat(Stream.of("*"), Stream.of(further)).collect(joining(", "));
        return "CREATE TEMP TABLE IF NOT EXISTS %s AS SELECT %s FROM %s LIMIT 0"
                .formatted(Identifiers.quoted(stage), columns, name);
    }
}
