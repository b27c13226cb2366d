package io.tabularium.adapter.jdbc;

import io.tabularium.domain.schema.PropertyType;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads values of one type into the domain. Chosen once for a column by {@link Dialect#codec}, then
 * used for every row. Implementations are stateless and thread-safe.
 */
@FunctionalInterface
public interface ColumnCodec {

    /**
     * The domain's value in a column of the current row, or null.
     *
     * @param column from 1
     */
    @Nullable Object read(ResultSet row, int column) throws SQLException;

    /** The codec that reads the values of a property's type as JDBC 4.2 defines it. */
    static ColumnCodec standard(PropertyType type) {
        return StandardCodec.of(type);
    }

    /** The codec that leaves JSON as the text that was stored. */
    static ColumnCodec storedJson() {
        return StandardCodec.STORED_JSON;
    }
}
