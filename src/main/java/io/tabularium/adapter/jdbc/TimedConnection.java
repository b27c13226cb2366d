package io.tabularium.adapter.jdbc;

import io.tabularium.adapter.jdbc.QueryTimer.Watch;
import io.tabularium.domain.TabulariumException.QueryTimeout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Runs the statements of one call, which together may take only so long. */
record TimedConnection(Connection connection, Watch watch) {

    /** What is made of a result while it is open, before its first row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** What is done with each row. */
    @FunctionalInterface
    interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /**
     * Visits a result row by row. The time is that for each row to come; what is done with it may
     * take as long as it likes.
     *
     * @throws QueryTimeout if the time is over; the connection stays usable
     */
    void scan(SqlStatement statement, RowVisitor visitor) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection)) {
            watch.begin(prepared);
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    watch.end();
                    visitor.visit(rows);
                    watch.beginAnew(prepared);
                }
            } finally {
                watch.end();
            }
        } catch (SQLException e) {
            watch.requireTime();
            throw e;
        }
    }

    /**
     * @throws QueryTimeout if the time is over; the connection stays usable
     */
    <T> T query(SqlStatement statement, Reading<T> reading) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection)) {
            return query(prepared, watch, reading);
        }
    }

    /**
     * Executes a statement that is prepared and bound.
     *
     * @throws QueryTimeout if the time is over
     */
    static <T> T query(PreparedStatement prepared, Watch watch, Reading<T> reading)
            throws SQLException {
        watch.begin(prepared);
        try (ResultSet rows = prepared.executeQuery()) {
            return reading.of(rows);
        } catch (SQLException e) {
            watch.requireTime();
            throw e;
        } finally {
            watch.end();
        }
    }
}
