package io.tabularium.crash;

import io.tabularium.PostgreSqlProcess;
import io.tabularium.ServerProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A PostgreSQL server of its own, which can be killed and started again on its files. */
final class PostgreSqlFiles implements TestedStorage {

    private static final String SCHEMA = "tabularium";
    private static final int MOST_CUTS = 5;
    private static final Duration LONGEST_BETWEEN_CUTS = Duration.ofMillis(200);

    private final PostgreSqlProcess server;
    private final Random random;
    private Connection watch;

    private PostgreSqlFiles(PostgreSqlProcess server, Random random) throws SQLException {
        this.server = server;
        this.random = random;
        this.watch = DriverManager.getConnection(server.url());
    }

    static PostgreSqlFiles create(Path folder, Random random) throws IOException {
        try {
            return new PostgreSqlFiles(PostgreSqlProcess.start(folder), random);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Set<Ending> endings() {
        return EnumSet.of(
                Ending.UNDER_LOAD,
                Ending.AT_COMMIT,
                Ending.AT_START,
                Ending.AT_SCHEMA_CHANGE,
                Ending.ONE_OF_TWO,
                Ending.WHEN_CONNECTIONS_ARE_CUT,
                Ending.DATABASE_KILLED,
                Ending.DATABASE_STOPPED,
                Ending.ORDERLY);
    }

    @Override
    public List<String> nextOptions() {
        return List.of(
                "--tabularium.storage.engine=postgresql",
                "--tabularium.postgresql.url=" + server.url(),
                "--tabularium.postgresql.schema=" + SCHEMA);
    }

    /** The position in bytes up to which the write-ahead log is flushed to disk. */
    @Override
    public long logPosition() {
        try (PreparedStatement statement =
                        watch.prepareStatement("SELECT pg_current_wal_flush_lsn() - '0/0'");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void await(Ending ending, ServerProcess tested) throws SQLException {
        switch (ending) {
            case WHEN_CONNECTIONS_ARE_CUT -> {
                for (int i = random.nextInt(MOST_CUTS); i >= 0; i--) {
                    server.terminateConnections();
                    Moment.pause(Duration.ofNanos(random.nextLong(LONGEST_BETWEEN_CUTS.toNanos())));
                }
            }
            case DATABASE_KILLED, DATABASE_STOPPED ->
                    Moment.pause(Duration.ofMillis(random.nextInt(20)));
            default -> throw new IllegalArgumentException(ending.name());
        }
    }

    @Override
    public void end(Ending ending) throws Exception {
        watch.close();
        switch (ending) {
            case DATABASE_KILLED -> server.kill();
            case DATABASE_STOPPED -> server.stopImmediately();
            default -> throw new IllegalArgumentException(ending.name());
        }
    }

    @Override
    public void startAgain() throws Exception {
        server.startAgain();
        watch = DriverManager.getConnection(server.url());
    }

    @Override
    public int inspect(boolean complete) throws SQLException {
        return TableInspection.inspect(watch, SCHEMA, complete, random);
    }

    @Override
    public void close() throws IOException {
        try (PostgreSqlProcess _ = server) {
            watch.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
