package io.tabularium.adapter.jdbc.schema;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.DefinitionCompiler;
import io.tabularium.domain.maintenance.StoredDefinition;
import io.tabularium.domain.schema.Schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The stored definitions of schemas, and empty tables for their records, as they move from one
 * database to another. Works within the transaction of the caller's connection. Thread-safe.
 */
public final class StoredDefinitions {

    /** The table that holds the definitions. */
    public static final String TABLE = SchemaTable.SCHEMAS;

    private final Dialect dialect;
    private final SchemaTable schemaTable;
    private final ReceiptTable receiptTable;
    private final DdlBuilder ddl;
    private final IndexCreator indexes;

    public StoredDefinitions(Dialect dialect) {
        this.dialect = dialect;
        this.schemaTable = new SchemaTable(dialect);
        this.receiptTable = new ReceiptTable(dialect);
        this.ddl = new DdlBuilder(dialect);
        this.indexes = new IndexCreator(ddl);
    }

    /**
     * Every stored definition, ordered by name.
     *
     * @throws BackupRefused if a definition cannot be compiled
     */
    public List<StoredDefinition> read(Connection connection, DefinitionCompiler compiler)
            throws SQLException {
        return schemaTable.read(connection, compiler);
    }

    /**
     * Stores the definitions in a database that has none, with their revisions and times, and makes
     * the tables of records and of receipts. The tables have their primary keys and no index yet.
     */
    public void create(Connection connection, List<StoredDefinition> definitions)
            throws SQLException {
        execute(connection, schemaTable.create());
        execute(connection, receiptTable.create());
        for (StoredDefinition definition : definitions) {
            for (SqlStatement statement : ddl.createPlacedTable(table(definition.schema()))) {
                execute(connection, statement);
            }
            StoredSchema stored =
                    new StoredSchema(
                            definition.schema().name(),
                            definition.text(),
                            definition.fingerprint(),
                            definition.revision());
            execute(connection, schemaTable.insert(stored, definition.appliedAt()));
        }
    }

    /** Makes the keys of receipts unique, in databases that several processes may write. */
    public void makeReceiptsUnique(Connection connection) throws SQLException {
        if (dialect.isShared()) {
            receiptTable.makeKeysUnique(connection);
        }
    }

    /** Makes the indexes and unique keys of a table of records. */
    public void createIndexes(Connection connection, Schema schema) throws SQLException {
        for (SqlStatement statement : indexes.statements(table(schema))) {
            execute(connection, statement);
        }
    }

    private RecordTable table(Schema schema) {
        return new RecordTable(schema, dialect);
    }

    private static void execute(Connection connection, SqlStatement statement) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection)) {
            prepared.execute();
        }
    }
}
