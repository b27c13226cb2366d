package io.tabularium.loadtests.ratios.limit;

import io.tabularium.loadtests.ratios.data.ProductionRow;
import io.tabularium.loadtests.ratios.measurement.Stopwatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** Inserts {@link ProductionRow}s through raw JDBC, each by one autocommit {@code INSERT}. */
public final class RawInserts implements AutoCloseable {

    private static final String INSERT =
            "INSERT INTO %s VALUES (?, ?, 1, now(), now(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final PreparedStatement insert;
    private long next;

    /**
     * @param first number of the first row
     */
    public RawInserts(Connection connection, String table, long first) throws SQLException {
        this.insert = connection.prepareStatement(INSERT.formatted(table));
        this.next = first;
    }

    /** Inserts rows for the given time and returns the rows per second. */
    public double perSecond(Duration time) throws SQLException {
        long first = next;
        Stopwatch elapsed = new Stopwatch();
        while (elapsed.seconds() < time.toSeconds()) {
            insert(next++);
        }
        return (next - first) / elapsed.seconds();
    }

    private void insert(long number) throws SQLException {
        ProductionRow row = new ProductionRow(number);
        insert.setLong(1, number);
        insert.setObject(2, UUID.randomUUID());
        insert.setLong(3, row.fieldCode());
        insert.setString(4, "Field " + row.fieldCode());
        insert.setLong(5, row.wellCode());
        insert.setString(6, "W-" + row.wellCode());
        insert.setString(7, "Well " + row.wellCode());
        insert.setObject(8, row.period());
        insert.setLong(9, row.days());
        insert.setDouble(10, row.oil());
        insert.setDouble(11, row.gas());
        insert.setDouble(12, row.liquids());
        insert.setDouble(13, row.water());
        insert.setString(14, "generated");
        insert.setString(15, "row " + number);
        insert.setString(16, row.partition());
        insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
