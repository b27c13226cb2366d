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
public record TimedConnection(Connection connection, Watch watch) {

    private static final int DRIVERS_CHOICE = 0;

    /** A statement with its text. */
    public record Prepared(PreparedStatement statement, String sql) {}

    /** What is made of a result while it is open, before its first row. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** What is done with a connection within the time of a query. */
    @FunctionalInterface
    public interface Use<T> {
        T with(TimedConnection connection) throws SQLException;
    }

    /** A connection each use of which has the time of a query. */
    public interface Uses {
        <T> T use(Use<T> use) throws SQLException;
    }

    /** What is done with each row. */
    @FunctionalInterface
    public interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /**
     * Visits a result row by row. The time is that for each row to come; what is done with it may
     * take as long as it likes.
     *
     * @return the number of rows
     * @throws QueryTimeout if the time is over; the connection stays usable
     */
    public long scan(SqlStatement statement, RowVisitor visitor) throws SQLException {
        return scan(statement, DRIVERS_CHOICE, visitor);
    }

    /**
     * Like {@link #scan(SqlStatement, RowVisitor)}.
     *
     * @param fetchSize rows that the driver holds at a time; 0 leaves that to the driver
     */
    public long scan(SqlStatement statement, int fetchSize, RowVisitor visitor)
            throws SQLException {
        long visited = 0;
        try (PreparedStatement prepared = statement.prepare(connection)) {
            if (fetchSize != DRIVERS_CHOICE) {
                prepared.setFetchSize(fetchSize);
            }
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
     * Executes a statement and makes something of its result.
     *
     * @throws QueryTimeout if the time is over; the connection stays usable
     */
    public <T> T query(SqlStatement statement, Reading<T> reading, ToLongFunction<T> rows)
            throws SQLException {
        return query(statement, DRIVERS_CHOICE, reading, rows);
    }

    /**
     * Like {@link #query(SqlStatement, Reading, ToLongFunction)}.
     *
     * @param fetchSize rows that the driver holds at a time; 0 leaves that to the driver
     */
    public <T> T query(
            SqlStatement statement, int fetchSize, Reading<T> reading, ToLongFunction<T> rows)
            throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection)) {
            if (fetchSize != DRIVERS_CHOICE) {
                prepared.setFetchSize(fetchSize);
            }
            return query(new Prepared(prepared, statement.sql()), watch, reading, rows);
        }
    }

    /**
     * Executes a statement that is prepared and bound.
     *
     * @param rows how many there are in what was read
     * @throws QueryTimeout if the time is over
     */
    public static <T> T query(
            Prepared prepared, Watch watch, Reading<T> reading, ToLongFunction<T> rows)
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
