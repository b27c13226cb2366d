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

/** SQL for a record's cells on a line of their own; null gives an empty one. */
final class CsvExpression {

    private CsvExpression() {}

    static Field<byte[]> line(RecordTable table, Projection projection) {
        TextExpression line =
                new TextExpression()
                        .then(text(table, SystemColumn.ID))
                        .then(",")
                        .then(text(table, SystemColumn.VERSION))
                        .then(",")
                        .then(text(table, SystemColumn.CREATED_AT))
                        .then(",")
                        .then(text(table, SystemColumn.UPDATED_AT));
        for (Property property : projection.properties()) {
            line.then(",").then(cell(table.column(property), property.type()));
        }
        return line.then("\n").bytes();
    }

    private static Field<String> text(RecordTable table, SystemColumn column) {
        return TextExpression.of(table.column(column), column.type());
    }

    private static Field<String> cell(Field<?> column, PropertyType type) {
        Field<String> text = TextExpression.of(column, type);
        return switch (type) {
            case DecimalType ignored -> text;
            case BasicType basic ->
                    switch (basic) {
                        case TEXT, OBJECT, ARRAY -> quoted(text);
                        case INTEGER, DOUBLE, BOOLEAN, DATE, INSTANT, LOCAL_DATE_TIME, UUID -> text;
                    };
        };
    }

    /** In quotes where it must be; four searches take less time than one regular expression. */
    private static Field<String> quoted(Field<String> text) {
        return DSL.field(
                "case when {0} = '' or contains({0}, '\"') or contains({0}, ',')"
                        + " or contains({0}, chr(10)) or contains({0}, chr(13))"
                        + " then '\"' || replace({0}, '\"', '\"\"') || '\"' else {0} end",
                String.class, text);
    }
}
