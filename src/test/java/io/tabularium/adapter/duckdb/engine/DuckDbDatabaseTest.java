package io.tabularium.adapter.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.DatabaseHolder;
import io.tabularium.adapter.jdbc.Connections;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;

class DuckDbDatabaseTest {

    @TempDir private Path directory;

    @Test
    void keepsWhatWasWrittenWhenItIsClosedAndOpenedAgain() throws SQLException {
        Path path = directory.resolve("new/below/data.duckdb");
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(path))) {
            execute(database, "CREATE TABLE t AS SELECT 42 AS n");
        }
        assertThat(directory.resolve("new/below/data.duckdb.wal")).doesNotExist();
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(path))) {
            assertThat(ask(database.reads().source(), "SELECT n FROM t")).isEqualTo("42");
        }
    }

    @Test
    void givesReadersAndWritersTheSameDatabaseInMemory() throws SQLException {
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.inMemory())) {
            execute(database, "CREATE TABLE t AS SELECT 42 AS n");
            assertThat(ask(database.reads().source(), "SELECT n FROM t")).isEqualTo("42");
            assertThat(ask(database.streams().source(), "SELECT n FROM t")).isEqualTo("42");
        }
    }

    @Test
    void streamsResultsOfScansOnly() throws SQLException {
        String question = "SELECT value FROM duckdb_settings() WHERE name = 'jdbc_stream_results'";
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.inMemory())) {
            assertThat(ask(database.streams().source(), question)).isEqualTo("true");
            assertThat(ask(database.reads().source(), question)).isNull();
        }
    }

    @Test
    void reachesNoFileNorNetworkFromStatements() throws SQLException, IOException {
        Path secret = Files.writeString(directory.resolve("secret.csv"), "a,b\n1,2\n");
        DuckDbSettings settings = DuckDbSettings.at(directory.resolve("data.duckdb"));
        try (DuckDbDatabase database = new DuckDbDatabase(settings)) {
            assertThatThrownBy(() -> execute(database, "SELECT * FROM '" + secret + "'"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(database, "COPY (SELECT 1) TO '" + secret + ".out'"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(database, "INSTALL httpfs"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void allowsNoChangeOfSettings() throws SQLException {
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.inMemory())) {
            assertThatThrownBy(() -> execute(database, "SET enable_external_access = true"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(database, "SET TimeZone = 'Europe/Oslo'"))
                    .hasMessageContaining("locked");
        }
    }

    @Test
    void spillsToItsTempDirectory() throws SQLException {
        Path spill = directory.resolve("spill");
        DuckDbSettings.Pool pool = new DuckDbSettings.Pool(1, Duration.ofSeconds(1));
        DuckDbSettings settings =
                new DuckDbSettings(
                        directory.resolve("data.duckdb"),
                        "64MB",
                        1,
                        spill,
                        "1GB",
                        "1MB",
                        100,
                        pool,
                        pool);
        try (DuckDbDatabase database = new DuckDbDatabase(settings)) {
            String big =
                    "SELECT count(*) FROM (SELECT range AS n, uuid() AS u FROM range(3000000) ORDER BY u)";
            assertThat(ask(database.reads().source(), big)).isEqualTo("3000000");
            assertThat(spill).isDirectory();
        }
    }

    @Test
    void namesTheFileThatIsNoDatabase() throws IOException {
        Path path = Files.writeString(directory.resolve("notes.txt"), "x".repeat(10_000));
        assertThatThrownBy(() -> new DuckDbDatabase(DuckDbSettings.at(path)))
                .isInstanceOf(DatabaseNotOpened.class)
                .hasMessageContaining(path.toString())
                .hasMessageEndingWith("the file is not a DuckDB database");
    }

    @Test
    void saysWhenAnotherProcessHoldsTheFile() throws IOException, InterruptedException {
        Path path = directory.resolve("data.duckdb");
        Process other = DatabaseHolder.start(path);
        try (InputStream opened = other.getInputStream()) {
            assertThat(opened.read()).isEqualTo(DatabaseHolder.OPENED);
            assertThatThrownBy(() -> new DuckDbDatabase(DuckDbSettings.at(path)))
                    .isInstanceOf(DatabaseNotOpened.class)
                    .hasMessageEndingWith("another process has it open");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void waitsForAConnectionOnlySoLong() throws SQLException {
        DuckDbSettings.Pool pool = new DuckDbSettings.Pool(1, Duration.ofMillis(250));
        DuckDbSettings settings =
                new DuckDbSettings(null, null, null, null, null, null, 100, pool, pool);
        try (DuckDbDatabase database = new DuckDbDatabase(settings);
                Connection taken = database.reads().source().connect()) {
            assertThat(taken.isValid(1)).isTrue();
            assertThatThrownBy(() -> database.reads().source().connect())
                    .isInstanceOf(SQLTransientConnectionException.class);
        }
    }

    @Test
    void replacesStreamingConnectionsThatThePoolThrowsAway() throws SQLException {
        DuckDbSettings.Pool pool = new DuckDbSettings.Pool(2, Duration.ofMillis(250));
        DuckDbSettings settings =
                new DuckDbSettings(null, null, null, null, null, null, 100, pool, pool);
        String question = "SELECT value FROM duckdb_settings() WHERE name = 'jdbc_stream_results'";
        try (DuckDbDatabase database = new DuckDbDatabase(settings)) {
            for (int i = 0; i < pool.size(); i++) {
                try (Connection closed = database.streams().source().connect()) {
                    closed.unwrap(DuckDBConnection.class).close();
                    assertThatThrownBy(closed::createStatement).isInstanceOf(SQLException.class);
                }
                assertThat(ask(database.streams().source(), question)).isEqualTo("true");
            }
        }
    }

    @Test
    void mergesTheLogThatWasLeftBehindWhenItOpens() throws SQLException, IOException {
        Path live = directory.resolve("live.duckdb");
        Path copy = directory.resolve("copy.duckdb");
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(live))) {
            execute(database, "CREATE TABLE t AS SELECT 42 AS n");
            Files.copy(live, copy);
            Files.copy(directory.resolve("live.duckdb.wal"), directory.resolve("copy.duckdb.wal"));
        }
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(copy))) {
            assertThat(directory.resolve("copy.duckdb.wal")).doesNotExist();
            assertThat(ask(database.reads().source(), "SELECT n FROM t")).isEqualTo("42");
        }
    }

    private static void execute(DuckDbDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connections.Source source, String sql) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
