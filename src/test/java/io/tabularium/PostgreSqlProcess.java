package io.tabularium;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A PostgreSQL server of one test, which can be killed, and started again on the same files. */
public final class PostgreSqlProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    /** A word of a command line that quotes some. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final EmbeddedPostgres first;
    private final Path data;
    private final String url;

    private PostgreSqlProcess(EmbeddedPostgres first, Path data) {
        this.first = first;
        this.data = data;
        this.url = first.getJdbcUrl("postgres", "postgres");
    }

    /** Starts a server on new files in a folder. */
    public static PostgreSqlProcess start(Path folder) throws IOException {
        Path data = folder.resolve("postgresql");
        EmbeddedPostgres first =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "100")
                        // For checkpoints while a test runs.
                        .setServerConfig("checkpoint_timeout", "30s")
                        .start();
        return new PostgreSqlProcess(first, data);
    }

    /** A JDBC URL with the user in it. */
    public String url() {
        return url;
    }

    /** Ends the server and all of its processes as {@code kill -9} does. */
    public void kill() throws Exception {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
    }

    /** Stops the server in mode "immediate": it ends all connections and recovers at its start. */
    public void stopImmediately() throws Exception {
        ProcessHandle postmaster = postmaster();
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).start().waitFor();
        awaitEnd(List.of(postmaster));
    }

    /** Starts the server again, and returns when it accepts connections. */
    public void startAgain() throws IOException {
        launch();
        awaitAccepting();
    }

    /** Starts the server again, and returns at once. */
    public void launch() throws IOException {
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to be run by root.
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        WORD.matcher(Files.readString(data.resolve("postmaster.opts")))
                .results()
                .map(PostgreSqlProcess::unquoted)
                .forEach(command::add);
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(
                                data.resolveSibling("postgresql.log").toFile()))
                .start();
    }

    /** Returns when the server accepts connections. */
    public void awaitAccepting() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.isValid(1);
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the PostgreSQL server does not start", e);
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** Ends all connections of servers under test. */
    public void terminateConnections() throws SQLException {
        column(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'tabularium'");
    }

    /**
     * Keeps everybody else from using a table, until it is closed.
     *
     * @param table quoted
     */
    public AutoCloseable lock(String table) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    /** The first column of a query's result, as text. */
    public List<String> column(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() throws IOException {
        first.close();
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError(process + " does not end", e);
            }
        }
    }

    private static String unquoted(MatchResult word) {
        return word.group(1) == null ? word.group(2) : word.group(1);
    }
}
