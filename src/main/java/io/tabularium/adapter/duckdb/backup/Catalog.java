package io.tabularium.adapter.duckdb.backup;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.duckdb.maintenance.IndexedTable;
import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.domain.maintenance.TableContent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** Reads what there is in one of the databases that a session has attached. */
public final class Catalog {

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

    private static final String KEYS =
            """
            SELECT constraint_column_names FROM duckdb_constraints()
            WHERE database_name = %s AND schema_name = 'main' AND table_name = %s
              AND constraint_type IN ('PRIMARY KEY', 'UNIQUE')
            ORDER BY constraint_index
            """;

    /** The statement ends in the columns, quoted where they need to be. */
    private static final String INDEXED =
            """
            SELECT is_unique, string_split(regexp_extract(sql, '\\((.+)\\);?$', 1), ', ')
            FROM duckdb_indexes()
            WHERE database_name = %s AND schema_name = 'main' AND table_name = %s
            ORDER BY index_name
            """;

    private static final String INDEXES =
            """
            SELECT sql FROM duckdb_indexes()
            WHERE database_name = %s AND schema_name = 'main' AND table_name = %s
            ORDER BY index_name
            """;

    private final Session session;
    private final String database;

    /**
     * @param database its name in the session
     */
    public Catalog(Session session, String database) {
        this.session = session;
        this.database = database;
    }

    /** The tables, by name. */
    public List<TableDefinition> tables() throws SQLException {
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
    public TableContent content(String table) throws SQLException {
        return session.row(
                "SELECT count(*), coalesce(sum(hash(content)::HUGEINT), 0)::VARCHAR FROM %s AS content"
                        .formatted(name(table)),
                row -> new TableContent(table, row.getLong(1), row.getString(2)));
    }

    /** What the indexes of a table are made of. */
    public IndexedTable indexed(String table) throws SQLException {
        List<List<String>> keys = new ArrayList<>(session.rows(of(KEYS, table), Catalog::key));
        List<List<String>> indexes = new ArrayList<>(keys);
        for (Index index : session.rows(of(INDEXED, table), Catalog::index)) {
            indexes.add(index.columns());
            if (index.unique()) {
                keys.add(index.columns());
            }
        }
        // The engine looks nothing up in an index of several columns.
        indexes.removeIf(columns -> columns.size() > 1);
        return new IndexedTable(
                name(table), byName(indexes, List::getFirst), byName(keys, key -> key));
    }

    private static <T> SequencedMap<String, T> byName(
            List<List<String>> indexes, Function<List<String>, T> value) {
        SequencedMap<String, T> byName = new LinkedHashMap<>();
        indexes.forEach(columns -> byName.put(String.join(", ", columns), value.apply(columns)));
        return byName;
    }

    private record Index(boolean unique, List<String> columns) {}

    public long count(String table) throws SQLException {
        return session.row("SELECT count(*) FROM " + name(table), row -> row.getLong(1));
    }

    /** The table's name as it stands in a statement. */
    public String name(String table) {
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

    private static List<String> key(ResultSet row) throws SQLException {
        return texts(row, 1).stream().map(Identifiers::quoted).toList();
    }

    private static Index index(ResultSet row) throws SQLException {
        return new Index(row.getBoolean(1), texts(row, 2));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        Object[] texts = (Object[]) row.getArray(column).getArray();
        return Arrays.stream(texts).map(Object::toString).toList();
    }

    private static String column(ResultSet row) throws SQLException {
        String type = Identifiers.quoted(row.getString(1)) + " " + row.getString(2);
        String nullable = row.getBoolean(3) ? type : type + " NOT NULL";
        String value = row.getString(4);
        return value == null ? nullable : nullable + " DEFAULT (" + value + ")";
    }

    private static String constraint(ResultSet row) throws SQLException {
        return texts(row, 2).stream()
                .map(Identifiers::quoted)
                .collect(joining(", ", row.getString(1) + " (", ")"));
    }
}
