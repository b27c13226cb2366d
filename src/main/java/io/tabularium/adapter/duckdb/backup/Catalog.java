package io.tabularium.adapter.duckdb.backup;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.duckdb.Identifiers;
import io.tabularium.domain.backup.TableContent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what there is in one of the databases that a session has attached. */
final class Catalog {

    private static final String COLUMNS =
            """
            SELECT column_name, data_type, is_nullable, column_default FROM duckdb_columns()
            WHERE database_name = %s AND schema_name = 'main' AND table_name = %s
            ORDER BY column_index
            """;

    /** That a column is not null is said with the column. */
    private static final String CONSTRAINTS =
            """
            SELECT constraint_type, constraint_column_names FROM duckdb_constraints()
            WHERE database_name = %s AND schema_name = 'main' AND table_name = %s
              AND constraint_type <> 'NOT NULL'
            ORDER BY constraint_index
            """;

    private static final String INDEXES =
            """
            SELECT sql FROM duckdb_indexes()
            WHERE database_name = %s AND schema_name = 'main' AND table_name = %s
            ORDER BY index_name
            """;

    private final Session session;
    private final String database;

    Catalog(Session session, String database) {
        this.session = session;
        this.database = database;
    }

    /** The tables, by name. */
    List<TableDefinition> tables() throws SQLException {
        List<TableDefinition> tables = new ArrayList<>();
        for (String name : names()) {
            tables.add(
                    new TableDefinition(
                            name,
                            session.rows(of(COLUMNS, name), Catalog::column),
                            session.rows(of(CONSTRAINTS, name), Catalog::constraint),
                            session.rows(of(INDEXES, name), Catalog::first)));
        }
        return tables;
    }

    /** Reads every value of a table. */
    TableContent content(String table) throws SQLException {
        return session.row(
                "SELECT count(*), coalesce(sum(hash(content)::HUGEINT), 0)::VARCHAR FROM %s AS content"
                        .formatted(name(table)),
                row -> new TableContent(table, row.getLong(1), row.getString(2)));
    }

    long count(String table) throws SQLException {
        return session.row("SELECT count(*) FROM " + name(table), row -> row.getLong(1));
    }

    /** The table's name as it stands in a statement. */
    String name(String table) {
        return Identifiers.quoted(database) + ".main." + Identifiers.quoted(table);
    }

    /** What stands in no schema's name marks tables that are only there for a while. */
    private List<String> names() throws SQLException {
        return session.rows(
                """
                SELECT table_name FROM duckdb_tables()
                WHERE database_name = %s AND schema_name = 'main' AND NOT internal AND NOT temporary
                  AND NOT contains(table_name, '$')
                ORDER BY table_name
                """
                        .formatted(Sql.text(database)),
                Catalog::first);
    }

    private String of(String select, String table) {
        return select.formatted(Sql.text(database), Sql.text(table));
    }

    private static String first(ResultSet row) throws SQLException {
        return row.getString(1);
    }

    private static String column(ResultSet row) throws SQLException {
        String type = Identifiers.quoted(row.getString(1)) + " " + row.getString(2);
        String nullable = row.getBoolean(3) ? type : type + " NOT NULL";
        String value = row.getString(4);
        return value == null ? nullable : nullable + " DEFAULT (" + value + ")";
    }

    private static String constraint(ResultSet row) throws SQLException {
        Object[] columns = (Object[]) row.getArray(2).getArray();
        return Arrays.stream(columns)
                .map(column -> Identifiers.quoted(column.toString()))
                .collect(joining(", ", row.getString(1) + " (", ")"));
    }
}
