package io.tabularium.loadtests.ratios.limit;

import io.tabularium.loadtests.ratios.data.ProductionRow;
import io.tabularium.loadtests.ratios.measurement.Stopwatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Updates and deletes {@link ProductionRow}s by primary key through raw JDBC, each by one
 * autocommit statement.
 */
public final class RawUpdates implements AutoCloseable {

    private static final String NEXT_VERSION =
            "UPDATE %s SET _version = _version + 1, _updated_at = now(), ";

    private static final String REPLACE =
            NEXT_VERSION
                    + "field_name = ?, well_reference = ?, well_name = ?, days_on_production = ?,"
                    + " oil_production_kbd = ?, gas_production_mmcfd = ?,"
                    + " liquids_production_kbd = ?, water_production_kbd = ?, data_source = ?,"
                    + " source_data = ?, partition_0 = ? WHERE _id = ?";

    private static final String PATCH = NEXT_VERSION + "days_on_production = ? WHERE _id = ?";

    private static final String DELETE = "DELETE FROM %s WHERE _id = ?";

    private final List<UUID> ids = new ArrayList<>();
    private final PreparedStatement replace;
    private final PreparedStatement patch;
    private final PreparedStatement delete;
    private int next;

    public RawUpdates(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT _id FROM " + table)) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        this.replace = connection.prepareStatement(REPLACE.formatted(table));
        this.patch = connection.prepareStatement(PATCH.formatted(table));
        this.delete = connection.prepareStatement(DELETE.formatted(table));
    }

    /** Replaces all columns outside the keys. Returns the rows per second. */
    public double replacements(Duration time) throws SQLException {
        return perSecond(time, this::replace);
    }

    /** Updates one column. Returns the rows per second. */
    public double patches(Duration time) throws SQLException {
        return perSecond(time, this::patch);
    }

    /** Deletes rows. Returns the rows per second. */
    public double deletions(Duration time) throws SQLException {
        return perSecond(time, this::delete);
    }

    @FunctionalInterface
    private interface Change {
        int of(UUID id) throws SQLException;
    }

    private double perSecond(Duration time, Change change) throws SQLException {
        int first = next;
        Stopwatch elapsed = new Stopwatch();
        while (elapsed.seconds() < time.toSeconds()) {
            if (change.of(ids.get(next++ % ids.size())) != 1) {
                throw new IllegalStateException("A row is missing.");
            }
        }
        return (next - first) / elapsed.seconds();
    }

    private int replace(UUID id) throws SQLException {
        ProductionRow row = new ProductionRow(next);
        replace.setString(1, "Field " + row.fieldCode());
        replace.setString(2, "W-" + row.wellCode());
        replace.setString(3, "Well " + row.wellCode());
        replace.setLong(4, row.days());
        replace.setDouble(5, row.oil());
        replace.setDouble(6, row.gas());
        replace.setDouble(7, row.liquids());
        replace.setDouble(8, row.water());
        replace.setString(9, "generated");
        replace.setString(10, "row " + next);
        replace.setString(11, row.partition());
        replace.setObject(12, id);
        return replace.executeUpdate();
    }

    private int patch(UUID id) throws SQLException {
        patch.setLong(1, next % 31);
        patch.setObject(2, id);
        return patch.executeUpdate();
    }

    private int delete(UUID id) throws SQLException {
        delete.setObject(1, id);
        return delete.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        replace.close();
        patch.close();
        delete.close();
    }
}
