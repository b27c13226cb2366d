package io.tabularium.loadtests.ratios;

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
 * The engine alone, by JDBC on one connection, with the settings that the service gives it where
 * they concern files and memory, and its own defaults otherwise. The table has the shape of the
 * service's.
 */
final class RawDuckDb implements AutoCloseable {

    private static final String SYSTEM_COLUMNS =
            "_seq BIGINT, _id UUID PRIMARY KEY, _version BIGINT, _created_at TIMESTAMPTZ,"
                    + " _updated_at TIMESTAMPTZ";

    private final DuckDBConnection connection;

    private RawDuckDb(DuckDBConnection connection) {
        this.connection = connection;
    }

    static RawDuckDb open(RatioSettings settings, Path file) throws SQLException {
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

    /** File of the driver, whose name tells the engine's version. */
    static Path driver() {
        try {
            CodeSource source = DuckDBDriver.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connection() {
        return connection;
    }

    /**
     * Makes a table, with the primary key alone or with the key of three columns too.
     *
     * @param columns names and types
     */
    void createTable(String name, List<String> columns, boolean keyed) throws SQLException {
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
     * Loads a file.
     *
     * @param columns names and types, as the table has them
     * @return seconds that it took
     */
    double load(String table, List<String> columns, DataFormat format, Path file)
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
     * Writes a table as NDJSON.
     *
     * @return seconds that it took
     */
    double export(String table, Path file) throws SQLException {
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
