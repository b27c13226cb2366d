package io.tabularium.loadtests.indexes;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * A table of the shape that the service makes, with some indexes, in a database of its own. The
 * rows stand in the order of their periods or scattered; {@code well} has ten rows for each value,
 * {@code field} a hundredth of all.
 */
final class IndexedTable implements AutoCloseable {

    static final int FIELDS = 100;
    static final int ROWS_PER_WELL = 10;

    private static final String COLUMNS =
            "_seq BIGINT, _id UUID PRIMARY KEY, _version BIGINT, _created_at TIMESTAMPTZ,"
                    + " _updated_at TIMESTAMPTZ, field BIGINT, well BIGINT, period TIMESTAMP,"
                    + " oil DOUBLE, gas DOUBLE, water DOUBLE, name VARCHAR, source VARCHAR";
    private static final String VALUES =
            "1, now(), now(), hash(i + 1) %% %1$d, hash(i + 2) %% %2$d,"
                    + " TIMESTAMP '1900-01-01' + to_minutes(i), i / 7.0, i / 11.0, i / 13.0,"
                    + " 'Well ' || hash(i + 2) %% %2$d, 'row ' || i";

    private final Path file;
    private final long rows;
    private final DuckDBConnection connection;

    IndexedTable(Path file, long rows, int memoryMegabytes) throws SQLException {
        this.file = file;
        this.rows = rows;
        Properties options = new Properties();
        options.put("storage_compatibility_version", "v1.5.0");
        options.put("memory_limit", memoryMegabytes + "MiB");
        this.connection =
                (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + file, options);
        // As the service sets it.
        execute("SET GLOBAL late_materialization_max_rows = 10001");
        execute("SET GLOBAL dynamic_or_filter_threshold = 10001");
    }

    long rows() {
        return rows;
    }

    /** Makes the table and fills it in one transaction; returns rows per second. */
    double fill(boolean scattered, List<String> indexes) throws SQLException {
        execute("CREATE TABLE t (%s)".formatted(COLUMNS));
        for (String index : indexes) {
            execute("CREATE INDEX %s ON t (%s)".formatted(index.replace(", ", "_"), index));
        }
        String order = scattered ? "ORDER BY hash(i)" : "ORDER BY i";
        // Made beforehand, so that only the insertion is measured.
        execute(
                "CREATE TEMP TABLE rows AS SELECT row_number() OVER () AS _seq, uuid() AS _id, %s"
                                .formatted(VALUES.formatted(FIELDS, rows / ROWS_PER_WELL))
                        + " FROM (SELECT i FROM range(%d) r(i) %s)".formatted(rows, order));
        long start = System.nanoTime();
        execute("INSERT INTO t FROM rows");
        double perSecond = rows / seconds(start);
        execute("DROP TABLE temp.rows");
        execute("CHECKPOINT");
        return perSecond;
    }

    /** Inserts groups of 64 rows, a commit each; returns rows per second. */
    double insertGroups(int groups) throws SQLException {
        int size = 64;
        long start = System.nanoTime();
        for (int group = 0; group < groups; group++) {
            execute("BEGIN");
            try (DuckDBAppender appender = connection.createAppender("t")) {
                for (int row = 0; row < size; row++) {
                    append(appender, rows + (long) group * size + row);
                }
                appender.flush();
            }
            execute("COMMIT");
        }
        return groups * size / seconds(start);
    }

    private void append(DuckDBAppender appender, long row) throws SQLException {
        long instant = 1_700_000_000_000_000L + row;
        appender.beginRow();
        appender.append(row);
        appender.append(UUID.randomUUID());
        appender.append(1L);
        appender.appendEpochMicros(instant);
        appender.appendEpochMicros(instant);
        appender.append(row % FIELDS);
        appender.append(row * 31 % (rows / ROWS_PER_WELL));
        appender.appendEpochMicros(instant);
        appender.append(row / 7.0);
        appender.append(row / 11.0);
        appender.append(row / 13.0);
        appender.append("Well");
        appender.append("row " + row);
        appender.endRow();
    }

    /** How often a query runs in a second, on average over some. */
    double perSecond(StudiedQuery query, double seconds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            run(query, statement, 0);
            long start = System.nanoTime();
            int queries = 0;
            while (seconds(start) < seconds || queries == 0) {
                run(query, statement, ++queries);
            }
            return queries / seconds(start);
        }
    }

    private static void run(StudiedQuery query, PreparedStatement statement, long number)
            throws SQLException {
        query.binding().bind(statement, number);
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
    }

    double megabytes() throws IOException {
        return Files.size(file) / 1e6;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
