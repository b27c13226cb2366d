package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What a dead server left in its files, as the engine alone tells it, on a copy of them. */
final class FileInspection implements AutoCloseable {

    /** Up to here the engine looks matches up in an index. */
    private static final int LARGEST_INDEX_SCAN = 2_000;

    private static final int VALUES = 25;
    private static final int DUPLICATES = 5;

    private final Connection connection;
    private final Random random;

    private FileInspection(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
    }

    /**
     * Checks all tables.
     *
     * @param database the database file; its companions have names that begin with its own
     * @return how many lookups went through an index
     * @throws AssertionError if an index answers otherwise than the table does, or lets a duplicate
     *     in
     */
    static int inspect(Path database, Path scratch, Random random)
            throws IOException, SQLException {
        Path copy = copy(database, scratch);
        try (FileInspection inspection =
                new FileInspection(DriverManager.getConnection("jdbc:duckdb:" + copy), random)) {
            int lookups = 0;
            for (String table : inspection.column("SELECT table_name FROM duckdb_tables()")) {
                lookups += inspection.checkTable(table);
            }
            return lookups;
        }
    }

    private static Path copy(Path database, Path scratch) throws IOException {
        String name = database.getFileName().toString();
        Files.createDirectories(scratch);
        try (Stream<Path> old = Files.list(scratch)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(database.getParent())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.getFileName().toString().startsWith(name)) {
                    Files.copy(file, scratch.resolve(file.getFileName()));
                }
            }
        }
        return scratch.resolve(name);
    }

    private int checkTable(String table) throws SQLException {
        if (table.startsWith("_")) {
            return 0;
        }
        assertThat(column("SELECT _seq FROM " + table + " GROUP BY 1 HAVING count(*) > 1"))
                .isEmpty();
        int lookups = checkIndex(table, "_id");
        for (String index : column(singleIndexes(table))) {
            lookups += checkIndex(table, index);
        }
        for (String key : column(uniqueKeys(table))) {
            checkKey(table, key);
        }
        return lookups;
    }

    private static String singleIndexes(String table) {
        return "SELECT trim(expressions, '[]''\"') FROM duckdb_indexes() WHERE table_name = '"
                + table
                + "' AND NOT contains(expressions, ',')";
    }

    private static String uniqueKeys(String table) {
        return "SELECT replace(trim(expressions, '[]'), '''', '') FROM duckdb_indexes()"
                + " WHERE is_unique AND NOT is_primary AND table_name = '"
                + table
                + "'";
    }

    /** Looks values up in an index, and counts them without it. */
    private int checkIndex(String table, String name) throws SQLException {
        int lookups = 0;
        for (String value : column(someValues(table, name))) {
            String indexed =
                    "SELECT _id::VARCHAR FROM %s WHERE \"%s\" = '%s' ORDER BY 1"
                            .formatted(table, name, value);
            String scanned =
                    "SELECT _id::VARCHAR FROM %s WHERE \"%s\"::VARCHAR || '' = '%s' ORDER BY 1"
                            .formatted(table, name, value);
            assertThat(column(indexed)).as(indexed).isEqualTo(column(scanned));
            lookups += usesIndex(indexed) ? 1 : 0;
        }
        return lookups;
    }

    private String someValues(String table, String name) {
        return """
               SELECT "%s"::VARCHAR FROM %s WHERE "%s" IS NOT NULL GROUP BY 1
               HAVING count(*) < %d ORDER BY hash("%s"::VARCHAR || '%d') LIMIT %d"""
                .formatted(
                        name, table, name, LARGEST_INDEX_SCAN, name, random.nextInt(1_000), VALUES);
    }

    private boolean usesIndex(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN ANALYZE " + query)) {
            plan.next();
            return plan.getString(2).contains("Index Scan");
        }
    }

    /** No two rows have one key, and the index lets no second one in. */
    private void checkKey(String table, String key) throws SQLException {
        String notNull = "(%s IS NOT NULL)".formatted(key.replace(",", " IS NOT NULL AND"));
        String twice =
                "SELECT min(_id)::VARCHAR FROM %s WHERE %s GROUP BY %s HAVING count(*) > 1"
                        .formatted(table, notNull, key);
        assertThat(column(twice)).as(twice).isEmpty();
        String sample =
                "SELECT _id::VARCHAR FROM %s WHERE %s USING SAMPLE %d"
                        .formatted(table, notNull, DUPLICATES);
        for (String id : column(sample)) {
            String duplicate =
                    "INSERT INTO %s SELECT * REPLACE (uuid() AS _id) FROM %s WHERE _id = '%s'"
                            .formatted(table, table, id);
            assertThatThrownBy(() -> execute(duplicate))
                    .as("%s by %s", duplicate, key)
                    .hasMessageContaining("onstraint");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
