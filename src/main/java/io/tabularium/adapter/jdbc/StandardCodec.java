package io.tabularium.adapter.jdbc;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.StoredJson;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The codecs of JDBC 4.2, one for each type that it distinguishes, and one that reads no JSON. */
enum StandardCodec implements ColumnCodec {
    TEXT {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }
    },
    INTEGER {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }
    },
    DOUBLE {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            double value = row.getDouble(column);
            return row.wasNull() ? null : value;
        }
    },
    DECIMAL {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getBigDecimal(column);
        }
    },
    BOOLEAN {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            boolean value = row.getBoolean(column);
            return row.wasNull() ? null : value;
        }
    },
    DATE {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, LocalDate.class);
        }
    },
    INSTANT {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }
    },
    LOCAL_DATE_TIME {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, LocalDateTime.class);
        }
    },
    UUID {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, UUID.class);
        }
    },
    JSON {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            String text = row.getString(column);
            return text == null ? null : JsonReader.readStored(text);
        }
    },
    STORED_JSON {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            String text = row.getString(column);
            if (text == null) {
                return null;
            }
            return StoredJson.isOneLine(text) ? new StoredJson(text) : JsonReader.readStored(text);
        }
    };

    static ColumnCodec of(PropertyType type) {
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
}
