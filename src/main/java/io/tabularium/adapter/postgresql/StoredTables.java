package io.tabularium.adapter.postgresql;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.schema.StoredDefinitions;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.domain.maintenance.BackupRefused;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables of one storage in its database schema. Used by one thread. */
final class StoredTables {

    private final Connection connection;
    private final String schema;

    /**
     * @param schema the database schema
     */
    StoredTables(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Whether there are tables of a storage. */
    boolean exist() throws SQLException {
        return exists(StoredDefinitions.TABLE);
    }

    /**
     * Returns if no table holds a row, that of the definitions aside.
     *
     * @throws BackupRefused naming a table that does
     */
    void requireEmpty() throws SQLException {
        for (String table : present()) {
            if (hasRows(table)) {
                throw new BackupRefused(
                        "There are records in the database schema %s already, for example in the table %s."
                                .formatted(schema, table));
            }
        }
    }

    /** Keeps others from the tables until the transaction ends. */
    void lock() throws SQLException {
        for (String table : present()) {
            execute("LOCK TABLE " + name(table) + " IN ACCESS EXCLUSIVE MODE");
        }
    }

    /** Drops the tables, and that of the definitions. */
    void drop() throws SQLException {
        for (String table : present()) {
            execute("DROP TABLE " + name(table));
        }
        execute("DROP TABLE IF EXISTS " + name(PostgreSqlDialect.LENGTHS));
        execute("DROP TABLE IF EXISTS " + name(StoredDefinitions.TABLE));
    }

    /** The tables of records and of receipts. */
    private List<String> present() throws SQLException {
        List<String> tables = new ArrayList<>();
        if (exist()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT name FROM %s ORDER BY name"
                                            .formatted(name(StoredDefinitions.TABLE)))) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        tables.add(ReceiptTable.NAME);
        List<String> present = new ArrayList<>();
        for (String table : tables) {
            if (exists(table)) {
                present.add(table);
            }
        }
        return present;
    }

    private boolean exists(String table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, name(table));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private boolean hasRows(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT 1 FROM " + name(table) + " LIMIT 1")) {
            return row.next();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String name(String table) {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(table);
    }
}
