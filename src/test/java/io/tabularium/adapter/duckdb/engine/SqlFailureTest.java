package io.tabularium.adapter.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tabularium.domain.TabulariumException.Overloaded;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Each failure as the real engine words it, as far as it can be provoked. */
class SqlFailureTest {

    private static final String ENDLESS =
            "SELECT count(*) FROM range(1000000000) a, range(1000) b WHERE a.range * b.range % 7 = 3";

    private DuckDbDatabase database;
    private DuckDBConnection connection;

    @BeforeEach
    void open() throws SQLException {
        DuckDbSettings.Pool pool = new DuckDbSettings.Pool(1, Duration.ofSeconds(1));
        database =
                new DuckDbDatabase(
                        new DuckDbSettings(null, "64MB", 1, null, "1MB", null, 100, pool, pool));
        connection = database.connect();
        execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b VARCHAR)");
        execute(connection, "CREATE UNIQUE INDEX u ON t (a, b)");
        execute(connection, "INSERT INTO t VALUES (1, 1, 'x')");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void knowsAStoredDuplicate() {
        assertThat(failureOf(connection, "INSERT INTO t VALUES (1, 2, 'y')"))
                .isEqualTo(SqlFailure.DUPLICATE_KEY);
        assertThat(failureOf(connection, "INSERT INTO t VALUES (2, 1, 'x')"))
                .isEqualTo(SqlFailure.DUPLICATE_KEY);
    }

    @Test
    void knowsADuplicateWithinAStatement() {
        assertThat(failureOf(connection, "INSERT INTO t VALUES (2, 2, 'y'), (3, 2, 'y')"))
                .isEqualTo(SqlFailure.DUPLICATE_KEY);
    }

    @Test
    void knowsADuplicateOfAnAppender() {
        assertThat(failureOfAppending(1, 2)).isEqualTo(SqlFailure.DUPLICATE_KEY);
        assertThat(failureOfAppending(2, 1)).isEqualTo(SqlFailure.DUPLICATE_KEY);
        assertThat(failureOfAppending(2, 2, 2, 3)).isEqualTo(SqlFailure.DUPLICATE_KEY);
    }

    @Test
    void knowsThatThereIsNothingToRollBack() {
        assertThat(failureOf(connection, "ROLLBACK")).isEqualTo(SqlFailure.NO_TRANSACTION);
    }

    @Test
    void knowsADuplicateFoundAtCommit() throws SQLException {
        try (DuckDBConnection other = database.connect()) {
            execute(connection, "BEGIN");
            execute(other, "BEGIN");
            execute(connection, "INSERT INTO t VALUES (2, 2, 'y')");
            execute(other, "INSERT INTO t VALUES (2, 3, 'z')");
            execute(connection, "COMMIT");
            assertThat(failureOf(other, "COMMIT")).isEqualTo(SqlFailure.DUPLICATE_KEY_AT_COMMIT);
        }
    }

    @Test
    void knowsTwoChangesOfOneRow() throws SQLException {
        try (DuckDBConnection other = database.connect()) {
            execute(connection, "BEGIN");
            execute(connection, "UPDATE t SET b = 'y'");
            assertThat(failureOf(other, "UPDATE t SET b = 'z'")).isEqualTo(SqlFailure.CONFLICT);
        }
    }

    @Test
    void knowsACancelledStatementWhichLeavesItsConnectionUsable() throws Exception {
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
                Statement statement = connection.createStatement()) {
            ScheduledFuture<Boolean> cancelled =
                    scheduler.schedule(
                            () -> {
                                statement.cancel();
                                return true;
                            },
                            200,
                            TimeUnit.MILLISECONDS);
            SQLException failure =
                    catchThrowableOfType(SQLException.class, () -> statement.execute(ENDLESS));
            assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.INTERRUPTED);
            assertThat(cancelled.get()).isTrue();
        }
        execute(connection, "SELECT 1");
    }

    @Test
    void knowsWhenMemoryIsSpent() {
        assertThat(
                        failureOf(
                                connection,
                                "CREATE TABLE big AS SELECT list(range) FROM range(50000000)"))
                .isEqualTo(SqlFailure.OUT_OF_MEMORY);
    }

    @Test
    void knowsWhenMemoryIsSpentForStreamWhoseReasonIsLost() throws SQLException {
        try (Connection stream = database.streams().source().connect();
                Statement statement = stream.createStatement()) {
            SQLException failure =
                    catchThrowableOfType(
                            SQLException.class,
                            () ->
                                    statement.executeQuery(
                                            "SELECT list(uuid()) FROM range(5000000)"));
            assertThat(SqlFailure.of(failure))
                    .isIn(SqlFailure.OUT_OF_MEMORY, SqlFailure.REASON_LOST);
            assertThat(SqlFailure.translate(failure)).isInstanceOf(Overloaded.class);
        }
    }

    @Test
    void knowsAClosedConnection() throws SQLException {
        connection.close();
        SQLException failure =
                catchThrowableOfType(SQLException.class, () -> connection.createStatement());
        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.CLOSED);
    }

    @Test
    void takesNoValueOfAClientForTheEngineSpeaking() throws SQLException {
        for (String hostile :
                List.of(
                        "FATAL Error: Failed: database has been invalidated",
                        "FATAL Error: Transaction COMMIT succeeded and is durable",
                        "TransactionContext Error: Failed to commit: ",
                        "Failed to append: Connection was closed",
                        "\" violates unique constraint.\nFATAL Error: Failed to append: ")) {
            execute(connection, "DELETE FROM t");
            assertThat(insert(hostile, hostile)).isEqualTo(SqlFailure.DUPLICATE_KEY);
            execute(connection, "DELETE FROM t");
            assertThat(append(hostile, hostile)).isEqualTo(SqlFailure.DUPLICATE_KEY);
            execute(connection, "DELETE FROM t");
            execute(connection, "INSERT INTO t VALUES (9, 0, '%s')".formatted(hostile));
            assertThat(append(hostile)).isEqualTo(SqlFailure.DUPLICATE_KEY);
            assertThat(failureOf(connection, "SELECT '%s'::INTEGER".formatted(hostile)))
                    .isEqualTo(SqlFailure.OTHER);
        }
    }

    /** Texts of an engine whose files could not grow: no test here fills a disk. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            INPUT_OUTPUT | TransactionContext Error: Failed to commit: Could not write file "/d/a.wal": File too large
            INPUT_OUTPUT | TransactionContext Error: Failed to commit: Cannot open file "/d/a.wal": No space left on device
            INPUT_OUTPUT | IO Error: Could not write file "/d/a": No space left on device
            COMMITTED | FATAL Error: Transaction COMMIT succeeded and is durable, but the autocheckpoint failed. Reopen the database instance to recover. Failed to create checkpoint because of error: Could not write file "/d/a": File too large
            FATAL | FATAL Error: Failed to create checkpoint because of error: Could not write file "/d/a": File too large
            FATAL | FATAL Error: Failed: database has been invalidated because of a previous fatal error. The database must be restarted prior to being used again.
            FATAL | Failed to append: Failed: database has been invalidated because of a previous fatal error. The database must be restarted prior to being used again.
            """)
    void knowsTheDiskFailing(SqlFailure expected, String message) {
        assertThat(SqlFailure.of(new SQLException(message))).isEqualTo(expected);
    }

    @Test
    void takesAClosedStatementForNoClosedConnection() throws SQLException {
        Statement statement = connection.createStatement();
        statement.close();
        SQLException failure =
                catchThrowableOfType(SQLException.class, () -> statement.execute("SELECT 1"));
        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.OTHER);
        execute(connection, "SELECT 1");
    }

    @Test
    void takesWhatItDoesNotKnowForOther() {
        assertThat(failureOf(connection, "SELECT nothing")).isEqualTo(SqlFailure.OTHER);
        assertThat(SqlFailure.of(new SQLException())).isEqualTo(SqlFailure.OTHER);
    }

    /** Appends rows with these values of {@code id} and {@code a}, by turns. */
    private SqlFailure failureOfAppending(int... values) {
        SQLException failure =
                catchThrowableOfType(
                        SQLException.class,
                        () -> {
                            try (DuckDBAppender appender = connection.createAppender("t")) {
                                for (int i = 0; i < values.length; i += 2) {
                                    appender.beginRow().append(values[i]).append(values[i + 1]);
                                    appender.append("x").endRow();
                                }
                                appender.flush();
                            }
                        });
        return SqlFailure.of(failure);
    }

    /** Inserts rows that differ in their identifiers only. */
    private SqlFailure insert(String... values) {
        SQLException failure =
                catchThrowableOfType(
                        SQLException.class,
                        () -> {
                            for (int id = 0; id < values.length; id++) {
                                execute(
                                        connection,
                                        "INSERT INTO t VALUES (%d, 0, '%s')"
                                                .formatted(id, values[id]));
                            }
                        });
        return SqlFailure.of(failure);
    }

    /** As {@link #insert}, by an appender. */
    private SqlFailure append(String... values) {
        SQLException failure =
                catchThrowableOfType(
                        SQLException.class,
                        () -> {
                            try (DuckDBAppender appender = connection.createAppender("t")) {
                                for (int id = 0; id < values.length; id++) {
                                    appender.beginRow().append(id).append(0);
                                    appender.append(values[id]).endRow();
                                }
                                appender.flush();
                            }
                        });
        return SqlFailure.of(failure);
    }

    private static SqlFailure failureOf(DuckDBConnection connection, String sql) {
        return SqlFailure.of(
                catchThrowableOfType(SQLException.class, () -> execute(connection, sql)));
    }

    private static void execute(DuckDBConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
