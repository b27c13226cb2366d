package io.tabularium.adapter.duckdb.sql;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;

import org.jooq.Field;
import org.jooq.impl.DSL;

/** SQL for a record's JSON on a line of its own. Names need no escapes: schemas refuse such. */
final class NdjsonExpression {

    private NdjsonExpression() {}

    static Field<byte[]> line(RecordTable table, Projection projection) {
        TextExpression line =
                new TextExpression()
                        .then("{\"id\":\"")
                        .then(text(table, SystemColumn.ID))
                        .then("\",\"schema_name\":\"" + table.schema().name().value())
                        .then("\",\"version\":")
                        .then(text(table, SystemColumn.VERSION))
                        .then(",\"created_at\":\"")
                        .then(text(table, SystemColumn.CREATED_AT))
                        .then("\",\"updated_at\":\"")
                        .then(text(table, SystemColumn.UPDATED_AT))
                        .then("\",\"data\":{");
        String separator = "";
        for (Property property : projection.properties()) {
            line.then(separator + "\"" + property.name().value() + "\":")
                    .then(value(table.column(property), property.type()));
            separator = ",";
        }
        return line.then("}}\n").bytes();
    }

    private static Field<String> text(RecordTable table, SystemColumn column) {
        return TextExpression.of(table.column(column), column.type());
    }

    private static Field<String> value(Field<?> column, PropertyType type) {
        return DSL.field("coalesce({0}, 'null')", String.class, notNull(column, type));
    }

    private static Field<String> notNull(Field<?> column, PropertyType type) {
        Field<String> text = TextExpression.of(column, type);
        return switch (type) {
            case DecimalType ignored -> text;
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> TextExpression.json(column);
                        case INTEGER, DOUBLE, BOOLEAN, OBJECT, ARRAY -> text;
                        case DATE, INSTANT, LOCAL_DATE_TIME, UUID ->
                                DSL.field("'\"' || {0} || '\"'", String.class, text);
                    };
        };
    }
}
