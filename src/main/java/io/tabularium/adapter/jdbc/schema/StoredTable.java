package io.tabularium.adapter.jdbc.schema;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the database says of a table of records.
 *
 * @param columns their names in the order in which they stand: columns that were added later are
 *     last, wherever the schema has their properties
 * @param indexes the names of the indexes that were made by name
 */
record StoredTable(List<String> columns, List<String> indexes) {

    private static final String COLUMNS =
            "select column_name from information_schema.columns"
                    + " where table_catalog = current_database()"
                    + " and table_schema = current_schema() and table_name = ?"
                    + " order by ordinal_position";

    public StoredTable {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
    }

    /** The table as it is now; without columns if there is none. */
    public static StoredTable read(Connection connection, RecordTable table, Dialect dialect)
            throws SQLException {
        return new StoredTable(
                names(connection, COLUMNS, table),
                names(connection, dialect.indexNamesSql(), table));
    }

    private static List<String> names(Connection connection, String sql, RecordTable table)
            throws SQLException {
        SqlStatement statement = new SqlStatement(sql, List.of(table.schema().name().value()));
        try (PreparedStatement prepared = statement.prepare(connection);
                ResultSet rows = prepared.executeQuery()) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
