package io.tabularium.adapter.postgresql.sql;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * The values of one column as a parameter: an array with an element for each row.
 *
 * @param elementType the type of the elements as PostgreSQL names it
 * @param place the parameter in SQL
 * @param cast what makes a value of the column of an element; empty if an element is one
 */
public record ArrayColumn(PropertyType type, String elementType, String place, String cast) {

    /** The parameter for values of that type. */
    public static ArrayColumn of(PropertyType type) {
        return switch (type) {
            case DecimalType ignored -> of(type, "numeric", "");
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> of(type, "text", "");
                        case INTEGER -> of(type, "int8", "");
                        case DOUBLE -> of(type, "float8", "");
                        case BOOLEAN -> of(type, "bool", "");
                        case DATE -> of(type, "date", "");
                        case INSTANT -> of(type, "timestamptz", "");
                        case LOCAL_DATE_TIME -> of(type, "timestamp", "");
                        case UUID -> of(type, "uuid", "");
                        case OBJECT, ARRAY -> of(type, "text", "::json");
                    };
        };
    }

    private static ArrayColumn of(PropertyType type, String elementType, String cast) {
        return new ArrayColumn(type, elementType, "?::" + elementType + "[]", cast);
    }

    /**
     * The array of the values of some rows.
     *
     * @param reading gives the value of a row: of the column's type, or null
     */
    public <T> @Nullable Object[] toArray(List<T> rows, Function<T, @Nullable Object> reading) {
        @Nullable Object[] elements = newArray(rows.size());
        for (int i = 0; i < elements.length; i++) {
            @Nullable Object value = reading.apply(rows.get(i));
            elements[i] = value == null ? null : element(value);
        }
        return elements;
    }

    /** The driver sends arrays of these classes in binary form, and of all others as text. */
    private @Nullable Object[] newArray(int size) {
        return switch (type) {
            case BasicType.INTEGER -> new Long[size];
            case BasicType.DOUBLE -> new Double[size];
            case BasicType.BOOLEAN -> new Boolean[size];
            default -> new String[size];
        };
    }

    private Object element(Object value) {
        return switch (type) {
            case DecimalType ignored -> ((BigDecimal) value).toPlainString();
            case BasicType basic ->
                    switch (basic) {
                        case INTEGER, DOUBLE, BOOLEAN, TEXT -> value;
                        case DATE, INSTANT, LOCAL_DATE_TIME, UUID -> value.toString();
                        case OBJECT, ARRAY -> JsonWriter.toText(value);
                    };
        };
    }
}
