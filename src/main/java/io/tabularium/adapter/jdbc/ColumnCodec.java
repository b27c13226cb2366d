package io.tabularium.adapter.jdbc;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Carries values of one type between the domain and JDBC 4.2. Chosen once for a column, then used
 * for every row.
 */
public enum ColumnCodec {
    TEXT {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setString(parameter, (String) value);
        }
    },
    INTEGER {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setLong(parameter, (Long) value);
        }
    },
    DOUBLE {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            double value = row.getDouble(column);
            return row.wasNull() ? null : value;
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setDouble(parameter, (Double) value);
        }
    },
    DECIMAL {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getBigDecimal(column);
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setBigDecimal(parameter, (BigDecimal) value);
        }
    },
    BOOLEAN {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            boolean value = row.getBoolean(column);
            return row.wasNull() ? null : value;
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setBoolean(parameter, (Boolean) value);
        }
    },
    DATE {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            // Asked for a LocalDate, DuckDB goes by way of java.sql.Date; see SqlStatement.
            Object value = row.getObject(column);
            return value == null || value instanceof LocalDate
                    ? value
                    : row.getObject(column, LocalDate.class);
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setObject(parameter, SqlStatement.jdbcValue(value));
        }
    },
    INSTANT {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setObject(parameter, SqlStatement.jdbcValue(value));
        }
    },
    LOCAL_DATE_TIME {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, LocalDateTime.class);
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setObject(parameter, value);
        }
    },
    UUID {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, UUID.class);
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setObject(parameter, value);
        }
    },
    JSON {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            String text = row.getString(column);
            return text == null ? null : STORED_JSON.read(text);
        }

        @Override
        void bindValue(PreparedStatement statement, int parameter, Object value)
                throws SQLException {
            statement.setString(parameter, JsonWriter.toText(value));
        }
    };

    /** Strings were measured when they came in. */
    private static final JsonReader STORED_JSON = new JsonReader(Integer.MAX_VALUE);

    /** The codec for values of a property's type. */
    public static ColumnCodec of(PropertyType type) {
        return switch (type) {
            case DecimalType ignored -> DECIMAL;
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> TEXT;
                        case INTEGER -> INTEGER;
                        case DOUBLE -> DOUBLE;
                        case BOOLEAN -> BOOLEAN;
                        case DATE -> DATE;
                        case INSTANT -> INSTANT;
                        case LOCAL_DATE_TIME -> LOCAL_DATE_TIME;
                        case UUID -> UUID;
                        case OBJECT, ARRAY -> JSON;
                    };
        };
    }

    /**
     * The domain's value in a column of the current row, or null.
     *
     * @param column from 1
     */
    public abstract @Nullable Object read(ResultSet row, int column) throws SQLException;

    /**
     * Sets a parameter to a value of the domain, or to null.
     *
     * @param parameter from 1
     */
    public final void bind(PreparedStatement statement, int parameter, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(parameter, Types.NULL);
        } else {
            bindValue(statement, parameter, value);
        }
    }

    abstract void bindValue(PreparedStatement statement, int parameter, Object value)
            throws SQLException;
}
