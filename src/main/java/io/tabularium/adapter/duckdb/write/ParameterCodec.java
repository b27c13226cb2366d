package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.duckdb.sql.ExactDates;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Gives the values of one type to a prepared statement, so that the column holds what an {@link
 * AppenderCodec} would have written.
 *
 * @param place the parameter in SQL. Its type does not depend on the value: the engine would plan
 *     the statement again for a value of another type.
 */
record ParameterCodec(PropertyType type, String place) {

    private static final String PLAIN = "?";

    /** The engine makes the column's type of the text, to the last digit. */
    private static final String AS_TEXT = "CAST(? AS VARCHAR)";

    static ParameterCodec of(PropertyType type) {
        return new ParameterCodec(type, placeOf(type));
    }

    private static String placeOf(PropertyType type) {
        return switch (type) {
            case DecimalType ignored -> AS_TEXT;
            case BasicType basic ->
                    switch (basic) {
                        case OBJECT, ARRAY -> AS_TEXT;
                        case TEXT, INTEGER, DOUBLE, BOOLEAN, DATE, INSTANT, LOCAL_DATE_TIME, UUID ->
                                PLAIN;
                    };
        };
    }

    /**
     * What the driver is given for a value, which is not null.
     *
     * @throws ClassCastException if the value is of another type
     */
    Object encode(Object value) {
        return switch (type) {
            case DecimalType ignored -> ((BigDecimal) value).toPlainString();
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> (String) value;
                        case INTEGER -> (Long) value;
                        case DOUBLE -> (Double) value;
                        case BOOLEAN -> (Boolean) value;
                        case UUID -> (UUID) value;
                        case DATE -> ExactDates.parameter((LocalDate) value);
                        case INSTANT -> ((Instant) value).atOffset(ZoneOffset.UTC);
                        case LOCAL_DATE_TIME -> (LocalDateTime) value;
                        case OBJECT, ARRAY -> JsonWriter.toText(value);
                    };
        };
    }
}
