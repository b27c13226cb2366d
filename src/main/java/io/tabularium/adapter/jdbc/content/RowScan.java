package io.tabularium.adapter.jdbc.content;

import io.tabularium.adapter.jdbc.SqlStatement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How all rows of a table are read so that the driver holds only a bounded part of them. Drivers
 * differ in what they hold. Thread-safe.
 */
@FunctionalInterface
public interface RowScan {

    /**
     * A statement for some of the rows.
     *
     * @param fetchSize rows that the driver fetches at a time; 0 for the driver's default
     */
    record Part(SqlStatement statement, int fetchSize) {}

    /** The statements that read all rows together, each row once. */
    List<Part> parts(Connection connection, RowSelection rows) throws SQLException;
}
