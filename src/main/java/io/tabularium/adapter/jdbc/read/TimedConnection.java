package io.tabularium.adapter.jdbc.read;

import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.read.QueryTimer.Watch;
import io.tabularium.domain.TabulariumException.QueryTimeout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.ToLongFunction;

/** Runs the statements of one call, which together may take only so long. */
record TimedConnection(Connection connection, Watch watch) {

    /** A statement with its text. */
    record Prepared(PreparedStatement statement, String sql) {}

    /** What is made of a result while it is open, before its first row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** What is done with a connection within the time of a query. */
    @FunctionalInterface
    interface Use<T> {
        T with(TimedConnection connection) throws SQLException;
    }

    /** A connection each use of which has the time of a query. */
    interface Uses {
        <T> T use(Use<T> use) throws SQLException;
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
     * @return the number of rows
     * @throws QueryTimeout if the time is over; the connection stays usable
     */
    long scan(SqlStatement statement, RowVisitor visitor) throws SQLException {
        long visited = 0;
        try (PreparedStatement prepared = statement.prepare(connection)) {
            watch.begin(prepared);
            try (ResultSet rows = prepared.executeQuery()) {
                boolean more = rows.next();
                watch.end(statement.sql(), more ? 1 : 0);
                while (more) {
                    watch.end();
                    visitor.visit(rows);
                    visited++;
                    watch.beginAnew(prepared);
                    more = rows.next();
                }
            } finally {
                watch.end();
            }
        } catch (SQLException e) {
            watch.requireTime();
            throw e;
        }
        return visited;
    }

    /**
     * @throws QueryTimeout if the time is over; the connection stays usable
     */
    <T> T query(SqlStatement statement, Reading<T> reading, ToLongFunction<T> rows)
            throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection)) {
            return query(new Prepared(prepared, statement.sql()), watch, reading, rows);
        }
    }

    /**
     * Executes a statement that is prepared and bound.
     *
     * @param rows how many there are in what was read
     * @throws QueryTimeout if the time is over
     */
    static <T> T query(Prepared prepared, Watch watch, Reading<T> reading, ToLongFunction<T> rows)
            throws SQLException {
        long read = SlowQueries.UNKNOWN;
        watch.begin(prepared.statement());
        try (ResultSet result = prepared.statement().executeQuery()) {
            T value = reading.of(result);
            read = rows.applyAsLong(value);
            return value;
        } catch (SQLException e) {
            watch.requireTime();
            throw e;
        } finally {
            watch.end(prepared.sql(), read);
        }
    }
}
