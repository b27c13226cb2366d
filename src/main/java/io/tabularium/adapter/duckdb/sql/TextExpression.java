package io.tabularium.adapter.duckdb.sql;

import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL for the text of values and of lines, as {@link
 * io.tabularium.adapter.representation.RecordLines} makes it of the same. Where a value is null, so
 * is its text.
 */
final class TextExpression {

    private final List<Field<?>> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    /** Goes on with these very characters. */
    TextExpression then(String text) {
        literal.append(text);
        return this;
    }

    /** Goes on with what the expression gives; with nothing where it is null. */
    TextExpression then(Field<String> text) {
        endLiteral();
        parts.add(text);
        return this;
    }

    /** The whole, as UTF-8: the driver hands out bytes for a fraction of what strings cost it. */
    Field<byte[]> bytes() {
        endLiteral();
        return DSL.field(
                "encode({0})",
                byte[].class, DSL.function("concat", String.class, parts.toArray(Field<?>[]::new)));
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(DSL.inline(literal.toString()));
            literal.setLength(0);
        }
    }

    /** A value's text, without quotes and without escapes. */
    static Field<String> of(Field<?> column, PropertyType type) {
        return switch (type) {
            case DecimalType decimal -> decimal(column, decimal);
            case BasicType basic ->
                    switch (basic) {
                        case TEXT, INTEGER, BOOLEAN, DATE, UUID, OBJECT, ARRAY -> varchar(column);
                        case DOUBLE -> json(column);
                        case INSTANT -> DSL.field("{0} || 'Z'", String.class, time(utc(column)));
                        case LOCAL_DATE_TIME -> time(column);
                    };
        };
    }

    /** What yyjson writes: text in quotes and with escapes, doubles as they are in JSON. */
    static Field<String> json(Field<?> column) {
        return varchar(DSL.function("to_json", SQLDataType.JSON, column));
    }

    private static Field<String> varchar(Field<?> value) {
        return DSL.field("cast({0} as varchar)", String.class, value);
    }

    /** DuckDB leaves out the zero before the point where no digit may stand there. */
    private static Field<String> decimal(Field<?> column, DecimalType type) {
        Field<String> text = varchar(column);
        return type.precision() > type.scale()
                ? text
                : DSL.field("replace({0}, '.', '0.')", String.class, text);
    }

    /** A cast would cut zeros off the end of a fraction; all of it goes only where it is zero. */
    private static Field<String> time(Field<?> column) {
        return DSL.field(
                "replace(strftime({0}, '%Y-%m-%dT%H:%M:%S.%f'), '.000000', '')",
                String.class, column);
    }

    /** Sessions are in UTC. */
    private static Field<?> utc(Field<?> instant) {
        return DSL.field("cast({0} as timestamp)", instant);
    }
}
