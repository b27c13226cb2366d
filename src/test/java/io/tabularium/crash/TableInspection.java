package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a server left in the tables of PostgreSQL, as the engine alone tells it. */
final class TableInspection {

    private static final int VALUES = 25;
    private static final String NO_INDEX =
            "SET enable_indexscan = off; SET enable_indexonlyscan = off;"
                    + " SET enable_bitmapscan = off; SET enable_seqscan = on";
    private static final String INDEX =
            "SET enable_indexscan = on; SET enable_indexonlyscan = on;"
                    + " SET enable_bitmapscan = on; SET enable_seqscan = off";
    private static final String USUAL = "RESET ALL";

    private static final String INVALID_INDEXES =
            """
            SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON oid = indrelid
            WHERE relnamespace = ?::regnamespace AND NOT (indisvalid AND indisready)""";

    /** Those of records: our own begin with an underscore. */
    private static final String TABLES =
            """
            SELECT tablename FROM pg_tables
            WHERE schemaname = ? AND NOT starts_with(tablename, '_')""";

    /** The expressions that come first in an index, with the names of columns quoted. */
    private static final String LEADING_COLUMNS =
            """
            SELECT DISTINCT pg_get_indexdef(indexrelid, 1, true) FROM pg_index
            WHERE indrelid = ?::regclass AND indisvalid ORDER BY 1""";

    private static final String KEYS =
            """
            SELECT (SELECT string_agg(pg_get_indexdef(indexrelid, n, true), ', ' ORDER BY n)
                    FROM generate_series(1, indnkeyatts) n)
            FROM pg_index WHERE indrelid = ?::regclass AND indisvalid AND indisunique""";

    private final Connection connection;
    private final String schema;
    private final Random random;

    private TableInspection(Connection connection, String schema, Random random) {
        this.connection = connection;
        this.schema = schema;
        this.random = random;
    }

    /**
     * Checks all tables of a database schema.
     *
     * @param complete whether each index must be whole
     * @return how many values were looked up with an index and without
     */
    static int inspect(Connection connection, String schema, boolean complete, Random random)
            throws SQLException {
        TableInspection inspection = new TableInspection(connection, schema, random);
        if (complete) {
            assertThat(inspection.column(INVALID_INDEXES, schema)).isEmpty();
        }
        List<String> tables = inspection.column(TABLES, schema);
        assertThat(tables).hasSize(complete ? 3 : tables.size());
        int lookups = 0;
        for (String table : tables) {
            lookups += inspection.checkTable(table);
        }
        inspection.execute(USUAL);
        return lookups;
    }

    private int checkTable(String name) throws SQLException {
        String table = "\"%s\".\"%s\"".formatted(schema, name);
        execute(NO_INDEX);
        List<String> keys = column(KEYS, table);
        assertThat(keys).as("keys of %s", table).contains("_id");
        assertThat(column("SELECT _seq FROM %s GROUP BY 1 HAVING count(*) > 1".formatted(table)))
                .isEmpty();
        for (String key : keys) {
            checkKey(table, key);
        }
        int lookups = 0;
        for (String column : column(LEADING_COLUMNS, table)) {
            lookups += checkIndex(table, column);
        }
        return lookups;
    }

    /** No two rows have one key. Null is no key. */
    private void checkKey(String table, String key) throws SQLException {
        String notNull = "(%s IS NOT NULL)".formatted(key.replace(", ", " IS NOT NULL AND "));
        String twice =
                "SELECT min(_id::text) FROM %s WHERE %s GROUP BY %s HAVING count(*) > 1"
                        .formatted(table, notNull, key);
        assertThat(column(twice)).as(twice).isEmpty();
    }

    /** Looks values up in an index, and without it. */
    private int checkIndex(String table, String column) throws SQLException {
        execute(NO_INDEX);
        List<String> values =
                column(
                        """
                        SELECT value FROM (SELECT DISTINCT %s::text AS value FROM %s)
                        WHERE value IS NOT NULL ORDER BY md5(value || '%d') LIMIT %d"""
                                .formatted(column, table, random.nextInt(1_000), VALUES));
        String query =
                "SELECT _id::text FROM %s WHERE %s = '%%s' ORDER BY 1".formatted(table, column);
        List<List<String>> scanned = answers(query, values);
        execute(INDEX);
        for (String value : values) {
            assertThat(column("EXPLAIN " + query.formatted(value)))
                    .as(query)
                    .anyMatch(line -> line.contains("Index"));
        }
        assertThat(answers(query, values)).as(query).isEqualTo(scanned);
        return values.size();
    }

    private List<List<String>> answers(String query, List<String> values) throws SQLException {
        List<List<String>> answers = new ArrayList<>();
        for (String value : values) {
            answers.add(column(query.formatted(value)));
        }
        return answers;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            }
        }
    }
}
