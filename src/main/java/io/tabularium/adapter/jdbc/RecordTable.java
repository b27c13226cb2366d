package io.tabularium.adapter.jdbc;

import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table that holds a schema's records: the system columns and a column for each property, which
 * stand in the order declared until the schema changes; columns that are added later are last.
 * Every identifier is a validated name or a constant, and quoted. Immutable.
 */
public final class RecordTable {

    /** Stands in no schema's or property's name, so that index names cannot collide. */
    private static final String SEPARATOR = "$";

    private static final int HASH_DIGITS = 16;

    private final Schema schema;
    private final Dialect dialect;
    private final Table<?> table;

    public RecordTable(Schema schema, Dialect dialect) {
        this.schema = schema;
        this.dialect = dialect;
        this.table = DSL.table(DSL.quotedName(schema.name().value()));
    }

    public Schema schema() {
        return schema;
    }

    public Table<?> table() {
        return table;
    }

    public Field<?> column(SystemColumn column) {
        return field(column.columnName(), column.type());
    }

    public Field<?> column(Property property) {
        return field(property.name().value(), property.type());
    }

    /** The codec of columns that hold values of this type. */
    public ColumnCodec codec(PropertyType type) {
        return dialect.codec(type);
    }

    /** The system columns, then those of the properties in the order declared. */
    public List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>();
        for (SystemColumn column : SystemColumn.values()) {
            columns.add(column(column));
        }
        for (Property property : schema.properties()) {
            columns.add(column(property));
        }
        return columns;
    }

    /** The name of the unique index that guards a key. */
    public Name indexName(UniqueKey key) {
        return indexName("unique", key.names());
    }

    public Name indexName(Index index) {
        return indexName("index", index.names());
    }

    /** The name of the index of the places in the order of creation. */
    public Name sequenceIndexName() {
        return indexName("sequence", List.of());
    }

    private Field<?> field(String name, PropertyType type) {
        return DSL.field(DSL.quotedName(name), dialect.columnType(type));
    }

    private Name indexName(String kind, List<String> names) {
        String name =
                Stream.concat(Stream.of(schema.name().value(), kind), names.stream())
                        .collect(Collectors.joining(SEPARATOR));
        return DSL.quotedName(name.length() <= dialect.longestName() ? name : shortened(name));
    }

    /** Names are ASCII: their characters are their bytes. Names that differ stay different. */
    private String shortened(String name) {
        String hash = Sha256.hex(name).substring(0, HASH_DIGITS);
        return name.substring(0, dialect.longestName() - HASH_DIGITS - 1) + SEPARATOR + hash;
    }
}
