package io.tabularium.adapter.duckdb.maintenance;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.domain.maintenance.StoredOrder;
import io.tabularium.domain.schema.Clustering;
import io.tabularium.domain.schema.Schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Measures how far tables are from their order, by about {@link #SAMPLE} rows in the order in which
 * they are stored. The share of rows out of order is the smaller of two figures:
 *
 * <ul>
 *   <li>The rows that are not in the longest sequence that is in order. A few rows far in front do
 *       not count much here.
 *   <li>The rows that stand behind one which belongs {@link #NEAR_BLOCKS} blocks or more behind
 *       them. Rows that are mixed within blocks do not count here: the engine reads or skips whole
 *       blocks, and bulk loads mix rows.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class StoredOrderSample implements StoredOrder {

    private static final int SAMPLE = 10_000;

    /** Rows of a block of the engine (a row group). */
    private static final long BLOCK = 122_880;

    private static final double NEAR_BLOCKS = 1.5;

    /** A table of fewer blocks counts as ordered. */
    private static final long FEWEST_BLOCKS = 3;

    private final DuckDbDatabase database;
    private final long block;
    private final Dialect dialect = new DuckDbDialect();

    public StoredOrderSample(DuckDbDatabase database) {
        this(database, BLOCK);
    }

    /**
     * @param block rows of a block
     */
    public StoredOrderSample(DuckDbDatabase database, long block) {
        this.database = database;
        this.block = block;
    }

    @Override
    public double disorder(Schema schema) {
        return schema.clustering().map(clustering -> disorder(schema, clustering)).orElse(0.0);
    }

    private double disorder(Schema schema, Clustering clustering) {
        ClusterSql sql = new ClusterSql(new RecordTable(schema, dialect), dialect);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            long rows = count(statement, sql);
            if (rows < FEWEST_BLOCKS * block) {
                return 0;
            }
            long step = Math.max(1, rows / SAMPLE);
            long[] positions = positions(statement, sql.selectPositions(clustering, step));
            return Math.min(shareToMove(positions), shareFarBehind(positions, rows));
        } catch (SQLException e) {
            throw database.translate(e);
        }
    }

    private static long count(Statement statement, ClusterSql sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql.countRows())) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long[] positions(Statement statement, String select) throws SQLException {
        LongStream.Builder positions = LongStream.builder();
        try (ResultSet rows = statement.executeQuery(select)) {
            while (rows.next()) {
                positions.add(rows.getLong(1));
            }
        }
        return positions.build().toArray();
    }

    /** By patience sorting: {@code ends[n]} is the least position that ends n + 1 in order. */
    private static double shareToMove(long[] positions) {
        long[] ends = new long[positions.length];
        int longest = 0;
        for (long position : positions) {
            // No position occurs twice, so that none is found.
            int place = -Arrays.binarySearch(ends, 0, longest, position) - 1;
            ends[place] = position;
            longest = Math.max(longest, place + 1);
        }
        return share(positions.length - longest, positions.length);
    }

    /** Rows that belong to the last blocks are behind none; the others speak for them. */
    private double shareFarBehind(long[] positions, long rows) {
        long near = (long) (NEAR_BLOCKS * block);
        long furthest = 0;
        int behind = 0;
        for (long position : positions) {
            furthest = Math.max(furthest, position);
            behind += position + near < furthest ? 1 : 0;
        }
        double speaking = 1 - (double) near / rows;
        return Math.min(1, share(behind, positions.length) / speaking);
    }

    private static double share(int some, int all) {
        return all == 0 ? 0 : (double) some / all;
    }
}
