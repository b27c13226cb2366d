package io.tabularium.adapter.jdbc;

import io.tabularium.domain.query.Field.Declared;
import io.tabularium.domain.query.Field.Metadata;
import io.tabularium.domain.query.Field.Nested;

import org.jooq.Field;
import org.jooq.impl.DSL;

/** What a query's fields and values are in SQL. */
public final class FieldExpressions {

    private final RecordTable table;
    private final Dialect dialect;

    public FieldExpressions(RecordTable table, Dialect dialect) {
        this.table = table;
        this.dialect = dialect;
    }

    /** The column, or what is extracted from one. */
    @SuppressWarnings("unchecked")
    public Field<Object> of(io.tabularium.domain.query.Field field) {
        Field<?> expression =
                switch (field) {
                    case Declared declared -> table.column(declared.property());
                    case Nested nested ->
                            dialect.nested(
                                    table.column(nested.property()), nested.path(), nested.type());
                    case Metadata metadata -> table.column(systemColumn(metadata));
                };
        return (Field<Object>) expression;
    }

    /** The column, of text. */
    public Field<String> ofText(io.tabularium.domain.query.Field field) {
        return of(field).coerce(String.class);
    }

    @SuppressWarnings("unchecked")
    public Field<Object> sequence() {
        return (Field<Object>) table.column(SystemColumn.SEQUENCE);
    }

    /** A parameter, without jOOQ's cast of it: {@link SqlStatement} binds it as what it is. */
    public static Field<Object> value(Object value) {
        return value(value, Object.class);
    }

    /** As {@link #value(Object)}, for where jOOQ wants the type. */
    public static <T> Field<T> value(T value, Class<T> type) {
        return DSL.field("?", type, value);
    }

    private static SystemColumn systemColumn(Metadata metadata) {
        return switch (metadata) {
            case ID -> SystemColumn.ID;
            case VERSION -> SystemColumn.VERSION;
            case CREATED_AT -> SystemColumn.CREATED_AT;
            case UPDATED_AT -> SystemColumn.UPDATED_AT;
        };
    }
}
