package io.tabularium;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of one test, which can be killed, and started again on the same files. It can
 * have a standby.
 */
public final class PostgreSqlProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    /** A word of a command line that quotes some. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static final String STANDBY = "standby";

    /** Files that are a server's own, not the database's. */
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "standby.signal");

    private final Path data;
    private final int port;
    private final AutoCloseable end;

    /** A server that is started again on files of another one. */
    private PostgreSqlProcess(Path data, int port) {
        this.data = data;
        this.port = port;
        this.end = this::stopImmediately;
    }

    private PostgreSqlProcess(Path data, EmbeddedPostgres first) {
        this.data = data;
        this.port = first.getPort();
        this.end = first;
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
                        // A standby that was copied needs the log from the beginning of the copy.
                        .setServerConfig("wal_keep_size", "1GB")
                        .start();
        return new PostgreSqlProcess(data, first);
    }

    /**
     * Starts a standby on a copy of the files of this server, which runs. Returns when every commit
     * of this server waits for the standby.
     *
     * @param folder gets the files
     */
    PostgreSqlProcess startStandby(Path folder, int standbyPort) throws Exception {
        Path copy = folder.resolve("postgresql");
        copyTo(copy);
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                """
                primary_conninfo = 'host=localhost port=%d user=postgres application_name=%s'
                synchronous_standby_names = ''
                """
                        .formatted(port, STANDBY),
                StandardOpenOption.APPEND);
        rewriteOptions(copy, standbyPort);
        PostgreSqlProcess standby = new PostgreSqlProcess(copy, standbyPort);
        standby.startAgain();
        commitOnlyWith(STANDBY);
        awaitSynchronous();
        return standby;
    }

    /** Has every commit wait for a standby of that name; for none if it is empty. */
    void commitOnlyWith(String standby) throws SQLException {
        column("ALTER SYSTEM SET synchronous_standby_names = '" + standby + "'");
        column("SELECT pg_reload_conf()");
    }

    /**
     * As {@link #commitOnlyWith}, of a standby that is not there. Returns when commits wait: the
     * server's checkpointer puts the setting into force, some time after sessions show it.
     */
    void commitOnlyWithMissingStandby() throws SQLException {
        commitOnlyWith("missing");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (Connection connection = DriverManager.getConnection(url());
                Statement commit = connection.createStatement()) {
            // A commit that waits is cancelled after a second, and then there is a warning.
            commit.setQueryTimeout(1);
            do {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("no commit waits for the standby");
                }
                commit.execute("SELECT pg_logical_emit_message(true, 'probe', '')");
            } while (commit.getWarnings() == null);
        }
    }

    /** Makes a primary of this standby. */
    void promote() throws SQLException {
        if (!column("SELECT pg_promote(true, %d)".formatted(LIMIT.toSeconds())).contains("t")) {
            throw new AssertionError("the standby is not promoted");
        }
    }

    /** The port that the server listens on, at localhost. */
    int port() {
        return port;
    }

    /** A JDBC URL with the user in it. */
    public String url() {
        return "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(port);
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
            try (Connection connection = DriverManager.getConnection(url())) {
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
        Connection connection = DriverManager.getConnection(url());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    /** Executes a statement, and returns the first column of its result, as text. */
    public List<String> column(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            List<String> values = new ArrayList<>();
            if (statement.execute(sql)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }

    @Override
    public void close() throws IOException {
        if (!isAlive()) {
            return;
        }
        try {
            end.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private boolean isAlive() throws IOException {
        return Files.exists(data.resolve("postmaster.pid"))
                && ProcessHandle.of(processId()).isPresent();
    }

    /** A file can go while others are copied; the log tells the standby of that. */
    private void copyTo(Path copy) throws Exception {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('copy', true)");
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.toList()) {
                    if (!NOT_COPIED.contains(file.getFileName().toString())) {
                        copyOf(file, copy.resolve(data.relativize(file).toString()));
                    }
                }
            }
            try (ResultSet label =
                    statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(copy.resolve("backup_label"), label.getString(1));
            }
        }
    }

    private static void copyOf(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                throw e;
            }
        }
    }

    /** The command line of a server says where its files are and which port it has. */
    private void rewriteOptions(Path copy, int copyPort) throws IOException {
        Path options = copy.resolve("postmaster.opts");
        Files.writeString(
                options,
                Files.readString(options)
                        .replace(data.toString(), copy.toString())
                        .replace(Integer.toString(port), Integer.toString(copyPort)));
    }

    private void awaitSynchronous() throws SQLException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!column("SELECT sync_state FROM pg_stat_replication").contains("sync")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the standby does not follow");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(processId()).orElseThrow();
    }

    private long processId() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
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
