package io.tabularium.loadtests.ratios.limit;

import io.tabularium.loadtests.ratios.data.DataFormat;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Stopwatch;

import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * DuckDB through raw JDBC, on one connection. Settings of files, memory and threads are those of
 * the service; all others are DuckDB's defaults. Tables have the columns and keys of the service's
 * tables.
 */
public final class RawDuckDb implements AutoCloseable {

    private static final String SYSTEM_COLUMNS =
            "_seq BIGINT, _id UUID PRIMARY KEY, _version BIGINT, _created_at TIMESTAMPTZ,"
                    + " _updated_at TIMESTAMPTZ";

    private final DuckDBConnection connection;

    private RawDuckDb(DuckDBConnection connection) {
        this.connection = connection;
    }

    public static RawDuckDb open(RatioSettings settings, Path file) throws SQLException {
        Properties options = new Properties();
        options.put("storage_compatibility_version", "v1.5.0");
        options.put("checkpoint_threshold", "64MiB");
        options.put("memory_limit", settings.memoryMegabytes() + "MiB");
        if (settings.threads() > 0) {
            options.put("threads", Integer.toString(settings.threads()));
        }
        String url = "jdbc:duckdb:" + file;
        RawDuckDb raw = new RawDuckDb((DuckDBConnection) new DuckDBDriver().connect(url, options));
        raw.execute("SET GLOBAL TimeZone = 'UTC'");
        return raw;
    }

    /** Jar file of the JDBC driver. Its name contains the version of DuckDB. */
    public static Path driver() {
        try {
            CodeSource source = DuckDBDriver.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connection() {
        return connection;
    }

    /**
     * Creates a table with a primary key.
     *
     * @param columns names and SQL types
     * @param keyed whether field code, well code and period are a unique key
     */
    public void createTable(String name, List<String> columns, boolean keyed) throws SQLException {
        execute(
                "CREATE TABLE %s (%s, %s)"
                        .formatted(name, SYSTEM_COLUMNS, String.join(", ", columns)));
        if (keyed) {
            execute(
                    ("CREATE UNIQUE INDEX %1$s_key ON %1$s"
                                    + " (field_code, well_code, production_period)")
                            .formatted(name));
        }
    }

    /**
     * Loads a file into a table.
     *
     * @param columns names and SQL types of the table's columns
     * @return how many seconds the load took
     */
    public double load(String table, List<String> columns, DataFormat format, Path file)
            throws SQLException {
        String source =
                switch (format) {
                    case NDJSON -> "read_json('%s', format = 'newline_delimited'";
                    case CSV ->
                            "read_csv('%s', header = true, auto_detect = false, delim = ',',"
                                    + " quote = '\"', escape = '\"', new_line = '\\n'";
                };
        return execute(
                ("INSERT INTO %s SELECT row_number() OVER (), uuid(), 1, now(), now(), * FROM "
                                + source
                                + ", columns = {%s})")
                        .formatted(table, file, columnTypes(columns)));
    }

    private static String columnTypes(List<String> columns) {
        return columns.stream()
                .map(column -> column.split(" ", 2))
                .map(column -> "'%s': '%s'".formatted(column[0], column[1]))
                .collect(Collectors.joining(", "));
    }

    /**
     * Writes the rows of a table to an NDJSON file.
     *
     * @return how many seconds the export took
     */
    public double export(String table, Path file) throws SQLException {
        return execute("COPY %s TO '%s' (FORMAT json)".formatted(table, file));
    }

    private double execute(String sql) throws SQLException {
        Stopwatch time = new Stopwatch();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return time.seconds();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
