package io.tabularium.loadtests.ratios.limit;

import io.tabularium.loadtests.ratios.measurement.Stopwatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Repeats prepared queries with one parameter on one connection. Receives the rows and does not
 * decode them, as pgbench.
 */
public final class RawSelects implements RawLoad {

    private final List<PreparedStatement> queries = new ArrayList<>();
    private final Supplier<?> parameter;

    /**
     * Prepares the queries.
     *
     * @param parameter supplies the value for all queries of one repetition
     */
    public RawSelects(Connection connection, Supplier<?> parameter, String... queries)
            throws SQLException {
        this.parameter = parameter;
        for (String query : queries) {
            this.queries.add(connection.prepareStatement(query));
        }
    }

    /** {@inheritDoc} A repetition executes each query once. */
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
