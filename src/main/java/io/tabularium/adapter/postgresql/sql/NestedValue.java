package io.tabularium.adapter.postgresql.sql;

import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;

import java.math.BigDecimal;
import java.util.List;

/**
 * SQL for a scalar inside a JSON column: null where the member is absent or is no value of the
 * type. No value makes the statement fail: each cast stands behind a test that it will succeed.
 */
final class NestedValue {

    private static final String DATE = "^\\d{4}-\\d{2}-\\d{2}$";
    private static final String TIME = "\\d{2}:\\d{2}:\\d{2}([.]\\d{1,6})?";
    private static final String LOCAL_TIME = "^\\d{4}-\\d{2}-\\d{2}[Tt]" + TIME + "$";
    private static final String INSTANT =
            "^\\d{4}-\\d{2}-\\d{2}[Tt]" + TIME + "([Zz]|[+-]\\d{2}:\\d{2})$";
    private static final String UUID = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";

    /** The member as JSON. */
    private final Field<?> json;

    /** A text without its quotes and escapes, or the numeral of a number. */
    private final Field<String> text;

    NestedValue(Field<?> column, List<String> path) {
        Field<?> members = DSL.array(path.stream().map(DSL::inline).toList());
        this.json = DSL.field("({0} #> {1})", column, members);
        this.text = DSL.field("({0} #>> {1})", String.class, column, members);
    }

    /**
     * The value as one of the column type.
     *
     * @throws IllegalArgumentException if the type is no scalar
     */
    Field<?> of(PropertyType type, DataType<?> columnType) {
        return switch (type) {
            case DecimalType decimal -> decimal(decimal, columnType);
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> ofKind("string", text, columnType);
                        case BOOLEAN ->
                                ofKind(
                                        "boolean",
                                        DSL.field("{0}::boolean", Boolean.class, text),
                                        columnType);
                        case INTEGER -> integer(columnType);
                        case DOUBLE -> number(columnType);
                        case DATE -> formatted(DATE, "date", columnType);
                        case INSTANT -> formatted(INSTANT, "timestamptz", columnType);
                        case LOCAL_DATE_TIME -> formatted(LOCAL_TIME, "timestamp", columnType);
                        case UUID -> formatted(UUID, "uuid", columnType);
                        case OBJECT, ARRAY ->
                                throw new IllegalArgumentException(type + " is no scalar");
                    };
        };
    }

    /** A cast to a double fails on numbers beyond the range of doubles. */
    private Field<?> number(DataType<?> columnType) {
        return DSL.field(
                "case when json_typeof({0}) = 'number' then"
                        + " case when {1}::numeric = 0 or abs({1}::numeric)"
                        + " between 4.9e-324 and 1.7976931348623157e308"
                        + " then {1}::float8 end end",
                columnType, json, text);
    }

    private Field<?> integer(DataType<?> columnType) {
        return DSL.field(
                "case when json_typeof({0}) = 'number' then"
                        + " case when {1}::numeric = trunc({1}::numeric)"
                        + " and {1}::numeric between -9223372036854775808 and 9223372036854775807"
                        + " then {1}::numeric::bigint end end",
                columnType, json, text);
    }

    private Field<?> decimal(DecimalType type, DataType<?> columnType) {
        return DSL.field(
                "case when json_typeof({0}) = 'number' then"
                        + " case when {1}::numeric = round({1}::numeric, {2})"
                        + " and abs({1}::numeric) < {3} then {1}::numeric({4}, {2}) end end",
                columnType,
                json,
                text,
                DSL.inline(type.scale()),
                DSL.inline(BigDecimal.TEN.pow(type.precision() - type.scale())),
                DSL.inline(type.precision()));
    }

    private Field<?> ofKind(String kind, Field<?> value, DataType<?> columnType) {
        return DSL.field(
                "case when json_typeof({0}) = {1} then {2} end",
                columnType, json, DSL.inline(kind), value);
    }

    private Field<?> formatted(String form, String sqlType, DataType<?> columnType) {
        return DSL.field(
                "case when json_typeof({0}) = 'string' and {1} ~ {2}"
                        + " and pg_input_is_valid({1}, {3}) then {1}::"
                        + sqlType
                        + " end",
                columnType,
                json,
                text,
                DSL.inline(form),
                DSL.inline(sqlType));
    }
}
