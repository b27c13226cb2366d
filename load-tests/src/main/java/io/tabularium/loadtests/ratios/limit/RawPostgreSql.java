package io.tabularium.loadtests.ratios.limit;

import io.tabularium.loadtests.ratios.measurement.Stopwatch;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * PostgreSQL through raw JDBC, in the schema of the database that the service uses. The user needs
 * the right to execute {@code CHECKPOINT}.
 */
public final class RawPostgreSql implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final String url;
    private final String schema;
    private final Connection connection;

    private RawPostgreSql(String url, String schema, Connection connection) {
        this.url = url;
        this.schema = schema;
        this.connection = connection;
    }

    public static RawPostgreSql open(String url, String schema) throws SQLException {
        return new RawPostgreSql(url, schema, connect(url, schema));
    }

    /** Opens another connection. The caller closes it. */
    Connection connect() throws SQLException {
        return connect(url, schema);
    }

    private static Connection connect(String url, String schema) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("currentSchema", schema);
        // Values come as text, as to pgbench.
        properties.setProperty("binaryTransfer", "false");
        return DriverManager.getConnection(url, properties);
    }

    public Connection connection() {
        return connection;
    }

    /** Creates a table with the columns and indexes of another table. */
    public void createTableLike(String table, String other) throws SQLException {
        execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(table, other));
    }

    /** Truncates a table and executes a checkpoint. */
    public void empty(String table) throws SQLException {
        execute("TRUNCATE " + table);
        checkpoint();
    }

    /** Executes a checkpoint, so that none falls into the next measurement. */
    public void checkpoint() throws SQLException {
        execute("CHECKPOINT");
    }

    /** Vacuums a table and collects its statistics. */
    public void analyze(String table) throws SQLException {
        execute("VACUUM ANALYZE " + table);
    }

    /** Writes the rows of a table to a file in the text format of {@code COPY}. */
    public void save(String table, Path file) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            copies().copyOut("COPY %s TO STDOUT".formatted(table), out);
        }
    }

    /**
     * Loads a file that {@link #save} has written, as {@code \copy} of psql does.
     *
     * @return how many seconds the load took
     */
    public double load(String table, Path file) throws SQLException, IOException {
        Stopwatch time = new Stopwatch();
        try (InputStream rows = Files.newInputStream(file)) {
            copies().copyIn("COPY %s FROM STDIN".formatted(table), rows, BUFFER);
        }
        return time.seconds();
    }

    /**
     * Receives each row of a table as a JSON object.
     *
     * @param rows number of rows in the table; checked
     * @return how many seconds the export took
     */
    public double export(String table, int rows) throws SQLException {
        Stopwatch time = new Stopwatch();
        CopyOut copy =
                copies().copyOut(
                                "COPY (SELECT row_to_json(t) FROM %s t) TO STDOUT"
                                        .formatted(table));
        int received = 0;
        while (copy.readFromCopy() != null) {
            received++;
        }
        double seconds = time.seconds();
        if (received != rows) {
            throw new IllegalStateException("An export of " + rows + " rows has " + received + ".");
        }
        return seconds;
    }

    private CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Drops the schema with everything in it. */
    public void drop() throws SQLException {
        execute("DROP SCHEMA %s CASCADE".formatted(schema));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
