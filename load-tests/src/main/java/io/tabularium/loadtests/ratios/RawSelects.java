package io.tabularium.loadtests.ratios;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Prepared queries of one parameter, repeated on one connection. Their rows are received and not
 * decoded, as pgbench does.
 */
final class RawSelects implements RawRate {

    private final List<PreparedStatement> queries = new ArrayList<>();
    private final Supplier<?> parameter;

    /**
     * Prepares the queries.
     *
     * @param parameter has the value for all queries of one turn
     */
    RawSelects(Connection connection, Supplier<?> parameter, String... queries)
            throws SQLException {
        this.parameter = parameter;
        for (String query : queries) {
            this.queries.add(connection.prepareStatement(query));
        }
    }

    /** Executes all queries in turn, again and again, and returns how often in a second. */
    @Override
    public double perSecond(Duration time) throws SQLException {
        long turns = 0;
        Stopwatch elapsed = new Stopwatch();
        while (elapsed.seconds() < time.toSeconds()) {
            Object value = parameter.get();
            for (PreparedStatement query : queries) {
                requireRow(query, value);
            }
            turns++;
        }
        return turns / elapsed.seconds();
    }

    private static void requireRow(PreparedStatement query, Object value) throws SQLException {
        query.setObject(1, value);
        try (ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("No row has " + value);
            }
        }
    }
}
