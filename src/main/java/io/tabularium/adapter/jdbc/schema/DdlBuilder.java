package io.tabularium.adapter.jdbc.schema;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlRenderer;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.UniqueKey;

import org.jooq.CreateIndexStep;
import org.jooq.CreateTableElementListStep;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the SQL that defines a table of records and its indexes. Thread-safe. */
public final class DdlBuilder {

    private final Dialect dialect;
    private final SqlRenderer renderer;

    public DdlBuilder(Dialect dialect) {
        this.dialect = dialect;
        this.renderer = new SqlRenderer(dialect);
    }

    /**
     * Columns of properties allow null: what a value must meet is the domain's to say, and may be
     * loosened later.
     */
    SqlStatement createTable(RecordTable table) {
        return createTable(table, table.table(), table.columns());
    }

    /** Makes a table where the database stores its rows; to be executed in order. */
    List<SqlStatement> createPlacedTable(RecordTable table) {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(createTable(table));
        dialect.place(table).forEach(sql -> statements.add(new SqlStatement(sql, List.of())));
        return statements;
    }

    /**
     * Makes a second table for the same records.
     *
     * @param twin its name
     * @param columns the names of its columns, in their order
     */
    public SqlStatement createTwin(RecordTable table, Table<?> twin, List<String> columns) {
        Map<String, Field<?>> byName =
                table.columns().stream().collect(toMap(Field::getName, identity()));
        return createTable(table, twin, columns.stream().<Field<?>>map(byName::get).toList());
    }

    private SqlStatement createTable(RecordTable table, Table<?> name, List<Field<?>> columns) {
        Set<String> system =
                Stream.of(SystemColumn.values()).map(SystemColumn::columnName).collect(toSet());
        CreateTableElementListStep definition = DSL.createTable(name);
        for (Field<?> column : columns) {
            definition = definition.column(column, type(column, system));
        }
        return renderer.render(definition.primaryKey(table.column(SystemColumn.ID)));
    }

    private DataType<?> type(Field<?> column, Set<String> system) {
        if (column.getName().equals(SystemColumn.SEQUENCE.columnName())) {
            return dialect.sequenceType().notNull();
        }
        DataType<?> type = column.getDataType();
        return system.contains(column.getName()) ? type.notNull() : type;
    }

    SqlStatement addColumn(RecordTable table, Property property) {
        return renderer.render(DSL.alterTable(table.table()).addColumn(table.column(property)));
    }

    /** An index rather than a constraint, so that it can be dropped when the key is. */
    SqlStatement createIndex(RecordTable table, UniqueKey key) {
        return renderer.render(
                DSL.createUniqueIndex(table.indexName(key))
                        .on(table.table(), columns(table, key.properties())));
    }

    SqlStatement createIndex(RecordTable table, Index index) {
        return renderer.render(
                DSL.createIndex(table.indexName(index)).on(table.table(), indexed(table, index)));
    }

    /** The index of the order of creation, which is the order of pages that name none. */
    SqlStatement createSequenceIndex(RecordTable table) {
        CreateIndexStep creation =
                dialect.guardsSequence(table)
                        ? DSL.createUniqueIndex(table.sequenceIndexName())
                        : DSL.createIndex(table.sequenceIndexName());
        return renderer.render(creation.on(table.table(), table.column(SystemColumn.SEQUENCE)));
    }

    SqlStatement dropIndex(String name) {
        return renderer.render(DSL.dropIndex(DSL.quotedName(name)));
    }

    private List<Field<?>> indexed(RecordTable table, Index index) {
        List<Field<?>> columns = new ArrayList<>(columns(table, index.properties()));
        if (dialect.sortsByIndex()) {
            columns.add(table.column(SystemColumn.SEQUENCE));
        }
        return columns;
    }

    /** Whether the tables have an index of the order of creation. */
    boolean hasSequenceIndex() {
        return dialect.sortsByIndex();
    }

    private static List<Field<?>> columns(RecordTable table, List<Property> properties) {
        return properties.stream().<Field<?>>map(table::column).toList();
    }
}
