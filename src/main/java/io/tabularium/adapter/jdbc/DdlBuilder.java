package io.tabularium.adapter.jdbc;

import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.UniqueKey;

import org.jooq.CreateTableElementListStep;
import org.jooq.Field;
import org.jooq.impl.DSL;

import java.util.List;

/** Makes the SQL that defines a table of records and its indexes. Thread-safe. */
final class DdlBuilder {

    private final SqlRenderer renderer;

    DdlBuilder(Dialect dialect) {
        this.renderer = new SqlRenderer(dialect);
    }

    /**
     * Columns of properties allow null: what a value must meet is the domain's to say, and may be
     * loosened later.
     */
    SqlStatement createTable(RecordTable table) {
        CreateTableElementListStep definition = DSL.createTable(table.table());
        for (SystemColumn column : SystemColumn.values()) {
            Field<?> field = table.column(column);
            definition = definition.column(field, field.getDataType().notNull());
        }
        for (Property property : table.schema().properties()) {
            definition = definition.column(table.column(property));
        }
        return renderer.render(definition.primaryKey(table.column(SystemColumn.ID)));
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
                DSL.createIndex(table.indexName(index))
                        .on(table.table(), columns(table, index.properties())));
    }

    SqlStatement dropIndex(String name) {
        return renderer.render(DSL.dropIndex(DSL.quotedName(name)));
    }

    private static List<Field<?>> columns(RecordTable table, List<Property> properties) {
        return properties.stream().<Field<?>>map(table::column).toList();
    }
}
