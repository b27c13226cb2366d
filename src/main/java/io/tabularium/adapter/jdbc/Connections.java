package io.tabularium.adapter.jdbc;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.Overloaded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** Lends the connections of a source, and says what goes wrong in the domain's terms. */
public record Connections(Source source, ExceptionTranslator failures) {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Where connections come from; each is closed by its borrower. */
    @FunctionalInterface
    public interface Source {
        Connection connect() throws SQLException;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Use<T> {
        T with(Connection connection) throws SQLException;
    }

    /** What is done with a connection, without a result. */
    @FunctionalInterface
    public interface Task {
        void with(Connection connection) throws SQLException;
    }

    /** As {@link #use}, without a result. */
    public void run(Task task) {
        try (Connection connection = borrow()) {
            task.with(connection);
        } catch (SQLException e) {
            throw failures.translate(e);
        }
    }

    /**
     * Uses a connection and gives it back.
     *
     * @throws Overloaded if no connection becomes free in time
     */
    public <T> T use(Use<T> use) {
        try (Connection connection = borrow()) {
            return use.with(connection);
        } catch (SQLException e) {
            throw failures.translate(e);
        }
    }

    /** As {@link #use}; all statements see the same state. */
    public <T> T useSnapshot(Use<T> use) {
        return use(
                connection -> {
                    connection.setAutoCommit(false);
                    try {
                        T result = use.with(connection);
                        connection.commit();
                        return result;
                    } catch (SQLException | RuntimeException e) {
                        rollBack(connection, e);
                        throw e;
                    }
                });
    }

    /** The pool makes the connection commit by itself again. */
    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private Connection borrow() throws SQLException {
        try {
            return source.connect();
        } catch (SQLTransientConnectionException e) {
            throw e.getCause() == null ? busy() : failures.translate(e);
        }
    }

    private static TabulariumException busy() {
        return new Overloaded("Too many reads are under way.", RETRY_AFTER);
    }
}
