package io.tabularium.loadtests.ratios;

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
 * The PostgreSQL server by JDBC alone, in the database schema that the service uses. Its user may
 * execute CHECKPOINT.
 */
final class RawPostgreSql implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final String url;
    private final String schema;
    private final Connection connection;

    private RawPostgreSql(String url, String schema, Connection connection) {
        this.url = url;
        this.schema = schema;
        this.connection = connection;
    }

    static RawPostgreSql open(String url, String schema) throws SQLException {
        return new RawPostgreSql(url, schema, connect(url, schema));
    }

    /** A further connection, to be closed by the caller. */
    Connection connect() throws SQLException {
        return connect(url, schema);
    }

    private static Connection connect(String url, String schema) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("currentSchema", schema);
        return DriverManager.getConnection(url, properties);
    }

    Connection connection() {
        return connection;
    }

    /** Makes a table with the columns and indexes of another. */
    void createTableLike(String table, String other) throws SQLException {
        execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(table, other));
    }

    /** Empties a table, and writes to the disk what the server has not yet written. */
    void empty(String table) throws SQLException {
        execute("TRUNCATE " + table);
        settle();
    }

    /** Writes to the disk what the server has not yet written. */
    void settle() throws SQLException {
        execute("CHECKPOINT");
    }

    /** Has the server learn what is in a table. */
    void analyze(String table) throws SQLException {
        execute("VACUUM ANALYZE " + table);
    }

    /** Writes the rows of a table to a file, in the text format of COPY. */
    void save(String table, Path file) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            copies().copyOut("COPY %s TO STDOUT".formatted(table), out);
        }
    }

    /**
     * Loads a file that {@link #save} wrote, as {@code \copy} does.
     *
     * @return seconds that it took
     */
    double load(String table, Path file) throws SQLException, IOException {
        Stopwatch time = new Stopwatch();
        try (InputStream rows = Files.newInputStream(file)) {
            copies().copyIn("COPY %s FROM STDIN".formatted(table), rows, BUFFER);
        }
        return time.seconds();
    }

    /**
     * Receives every row of a table as a JSON object.
     *
     * @param rows that it has
     * @return seconds that it took
     */
    double export(String table, int rows) throws SQLException {
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

    /** Drops the database schema with all that is in it. */
    void drop() throws SQLException {
        execute("DROP SCHEMA %s CASCADE".formatted(schema));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
