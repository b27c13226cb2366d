package io.tabularium.adapter.postgresql;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.content.JdbcContent;
import io.tabularium.adapter.jdbc.schema.StoredDefinitions;
import io.tabularium.adapter.postgresql.bulk.ContentCopy;
import io.tabularium.adapter.postgresql.engine.CommitLimit;
import io.tabularium.adapter.postgresql.engine.PostgreSqlSettings;
import io.tabularium.adapter.postgresql.engine.ServerAccess;
import io.tabularium.adapter.postgresql.engine.ServerNotUsable;
import io.tabularium.adapter.postgresql.engine.SqlState;
import io.tabularium.adapter.postgresql.read.FetchedScan;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.adapter.postgresql.write.PostgreSqlConnection;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.ContentTransfer;
import io.tabularium.domain.maintenance.DefinitionCompiler;
import io.tabularium.domain.maintenance.StorageContent;
import io.tabularium.domain.maintenance.StoredDefinition;
import io.tabularium.domain.schema.Schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Moves all that a server holds, by a connection of its own for each call. */
public final class PostgreSqlTransfer implements ContentTransfer {

    private static final PostgreSqlDialect DIALECT = new PostgreSqlDialect();

    /** The SQLState program_limit_exceeded. */
    private static final String LIMIT_EXCEEDED = "54000";

    private final ServerAccess server;
    private final String schema;
    private final DefinitionCompiler compiler;

    public PostgreSqlTransfer(PostgreSqlSettings settings, DefinitionCompiler compiler) {
        this.server = new ServerAccess(settings);
        this.schema = settings.schema();
        this.compiler = compiler;
    }

    /**
     * Why there is nothing to read, for operators; empty if there are tables.
     *
     * @throws ServerNotUsable if the server cannot be used
     */
    Optional<String> whyMissing() {
        try {
            return server.use(connection -> new StoredTables(connection, schema).exist())
                    ? Optional.empty()
                    : Optional.of(
                            "There are no records in the database schema %s; name one with tabularium.postgresql.schema."
                                    .formatted(schema));
        } catch (SQLException e) {
            throw SqlState.translate(e);
        }
    }

    @Override
    public <T, E extends Exception> T read(Reading<T, E> reading) throws E {
        try {
            return server.<T, E>use(
                    connection -> {
                        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                        connection.setReadOnly(true);
                        connection.setAutoCommit(false);
                        return reading.of(
                                new JdbcContent(
                                        connection,
                                        DIALECT,
                                        compiler,
                                        SqlState::translate,
                                        new FetchedScan()));
                    });
        } catch (SQLException e) {
            throw SqlState.translate(e);
        }
    }

    @Override
    public void requireNoRecords() {
        try {
            server.use(
                    connection -> {
                        new StoredTables(connection, schema).requireEmpty();
                        return true;
                    });
        } catch (SQLException e) {
            throw SqlState.translate(e);
        }
    }

    @Override
    public void store(StorageContent content) {
        try {
            server.use(
                    connection -> {
                        try (PostgreSqlConnection writer =
                                new PostgreSqlConnection(() -> connection, CommitLimit.NONE)) {
                            store(content, writer);
                        }
                        return true;
                    });
        } catch (SQLException e) {
            throw new BackupRefused(
                    "The server did not take the records, and nothing was stored: "
                            + e.getMessage(),
                    e);
        }
    }

    private void store(StorageContent content, PostgreSqlConnection writer) throws SQLException {
        Connection connection = writer.borrowed();
        writer.begin();
        PostgreSqlDialect dialect = new PostgreSqlDialect(ServerAccess.topology(connection));
        for (String statement : dialect.beforeDefinition()) {
            writer.execute(statement);
        }
        server.makeSchema(connection);
        StoredTables tables = new StoredTables(connection, schema);
        tables.lock();
        tables.requireEmpty();
        tables.drop();
        StoredDefinitions definitions = new StoredDefinitions(dialect);
        List<StoredDefinition> stored = content.definitions();
        definitions.create(connection, stored);
        ContentCopy copy = new ContentCopy(writer, content);
        for (StoredDefinition definition : stored) {
            Schema records = definition.schema();
            long last = copy.copyRecords(records);
            createIndexes(definitions, connection, records);
            // A cluster does not take the sequence's ALTER TABLE … RESTART.
            writer.execute(
                    "SELECT setval(pg_get_serial_sequence('%s', '%s'), %d, false)"
                            .formatted(
                                    name(records), SystemColumn.SEQUENCE.columnName(), last + 1));
            writer.execute("ANALYZE " + name(records));
        }
        copy.copyReceipts();
        definitions.makeReceiptsUnique(connection);
        writer.commit();
    }

    /** DuckDB has no bound for the texts of an index. */
    private static void createIndexes(
            StoredDefinitions definitions, Connection connection, Schema records)
            throws SQLException {
        try {
            definitions.createIndexes(connection, records);
        } catch (SQLException e) {
            if (LIMIT_EXCEEDED.equals(e.getSQLState())) {
                throw new BackupRefused(
                        "A text of an indexed property of %s is too long for an index of PostgreSQL, and nothing was stored: %s"
                                .formatted(records, e.getMessage()),
                        e);
            }
            throw e;
        }
    }

    private static String name(Schema records) {
        return Identifiers.quoted(records.name().value());
    }
}
