package io.tabularium.adapter.jdbc.schema;

import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.jdbc.Connections.Task;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.StorageProvisioner;
import io.tabularium.domain.schema.evolution.SchemaEvolution;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a table of each schema, and changes it with its schema. A schema that is there no longer
 * keeps its table and records. To be used by one thread, before records are read or written.
 */
public final class SchemaManager implements StorageProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaManager.class);

    /** Until another process is asked again whether it has made its indexes. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Dialect dialect;
    private final Connections connections;
    private final InstantSource clock;
    private final Task afterChange;
    private final SchemaTable schemaTable;
    private final ReceiptTable receiptTable;
    private final DdlBuilder ddl;
    private final IndexCreator indexes;

    /** A manager that executes nothing after a change. */
    public SchemaManager(Dialect dialect, Connections connections, InstantSource clock) {
        this(dialect, connections, clock, connection -> {});
    }

    /**
     * @param afterChange executed outside transactions once tables or indexes have been changed, on
     *     a connection that commits by itself
     */
    public SchemaManager(
            Dialect dialect, Connections connections, InstantSource clock, Task afterChange) {
        this.dialect = dialect;
        this.connections = connections;
        this.clock = clock;
        this.afterChange = afterChange;
        this.schemaTable = new SchemaTable(dialect);
        this.receiptTable = new ReceiptTable(dialect);
        this.ddl = new DdlBuilder(dialect);
        this.indexes = new IndexCreator(ddl);
    }

    @Override
    public void provision(List<Schema> schemas) {
        List<Schema> changed = connections.useSnapshot(connection -> apply(connection, schemas));
        if (!changed.isEmpty()) {
            connections.run(afterChange);
        }
        if (dialect.createsBesideWrites()) {
            connections.run(connection -> createMissingIndexesInTurn(connection, schemas));
        }
    }

    private void createMissingIndexesInTurn(Connection connection, List<Schema> schemas)
            throws SQLException {
        while (!isTrue(connection, dialect.takeTurn())) {
            if (Thread.currentThread().isInterrupted()) {
                throw new SQLException("interrupted");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        try {
            createMissingIndexes(connection, schemas);
        } finally {
            isTrue(connection, dialect.endTurn());
        }
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Also those of an earlier start that was broken off. */
    private void createMissingIndexes(Connection connection, List<Schema> schemas)
            throws SQLException {
        for (Schema schema : schemas) {
            RecordTable table = new RecordTable(schema, dialect);
            StoredTable there = StoredTable.read(connection, table, dialect);
            for (var missing : indexes.missing(table, there).entrySet()) {
                execute(
                        connection,
                        dialect.createBesideWrites(
                                missing.getValue(), Identifiers.quoted(missing.getKey())));
            }
        }
    }

    private List<Schema> apply(Connection connection, List<Schema> schemas) throws SQLException {
        execute(connection, dialect.beforeDefinition());
        execute(connection, schemaTable.create());
        execute(connection, receiptTable.create());
        execute(connection, dialect.createFurtherTables());
        if (dialect.isShared()) {
            receiptTable.makeKeysUnique(connection);
        }
        Map<SchemaName, StoredSchema> stored = schemaTable.read(connection);
        List<Schema> changed = new ArrayList<>();
        for (Schema schema : schemas) {
            @Nullable StoredSchema before = stored.get(schema.name());
            if (before == null || !before.isSameAs(schema)) {
                changed.add(schema);
            }
            if (before != null) {
                requireAdditive(schema, before);
            }
        }
        for (Schema schema : changed) {
            apply(connection, schema, stored.get(schema.name()));
        }
        reportOrphans(schemas, stored.keySet());
        return changed;
    }

    private static void requireAdditive(Schema schema, StoredSchema before) {
        SchemaEvolution.between(schema.name(), before.definition(), schema.definition())
                .requireAdditive();
    }

    private void apply(Connection connection, Schema schema, @Nullable StoredSchema before)
            throws SQLException {
        RecordTable table = new RecordTable(schema, dialect);
        StoredTable there = StoredTable.read(connection, table, dialect);
        if (before == null) {
            for (SqlStatement statement : ddl.createPlacedTable(table)) {
                execute(connection, statement);
            }
        } else {
            for (Property property : schema.properties()) {
                if (!there.columns().contains(property.name().value())) {
                    execute(connection, ddl.addColumn(table, property));
                }
            }
        }
        for (SqlStatement statement : indexChanges(table, there, before == null)) {
            execute(connection, statement);
        }
        StoredSchema now = before == null ? StoredSchema.first(schema) : before.next(schema);
        execute(connection, schemaTable.write(now, clock.instant()));
        LOG.atInfo()
                .addKeyValue("schema", schema.name())
                .addKeyValue("revision", now.revision())
                .log("schema_provisioned");
    }

    private List<SqlStatement> indexChanges(RecordTable table, StoredTable there, boolean isNew) {
        return isNew || !dialect.createsBesideWrites()
                ? indexes.statements(table, there)
                : indexes.drops(table, there);
    }

    private static void reportOrphans(List<Schema> schemas, Set<SchemaName> stored) {
        Set<SchemaName> orphans = new HashSet<>(stored);
        schemas.forEach(schema -> orphans.remove(schema.name()));
        if (!orphans.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("schemas", orphans.stream().sorted().toList())
                    .log("stored_schemas_without_file");
        }
    }

    private static void execute(Connection connection, List<String> statements)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void execute(Connection connection, SqlStatement statement) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection)) {
            prepared.execute();
        }
    }
}
