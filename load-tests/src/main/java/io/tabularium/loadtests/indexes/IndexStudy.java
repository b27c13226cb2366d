package io.tabularium.loadtests.indexes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints, as a table of Markdown, what indexes give to queries and cost on writing, through raw
 * JDBC on one connection, with the rows scattered and in order.
 *
 * <pre>IndexStudy rows engine-memory-in-MiB folder (all | names of indexes, with commas)</pre>
 */
final class IndexStudy {

    private static final double SECONDS = 2;
    private static final int GROUPS = 50;

    private static final Map<String, List<String>> INDEXES = new LinkedHashMap<>();

    static {
        INDEXES.put("none", List.of());
        INDEXES.put("well", List.of("well"));
        INDEXES.put("field", List.of("field"));
        INDEXES.put("period", List.of("period"));
        INDEXES.put("field with period", List.of("field, period"));
        INDEXES.put("all four", List.of("well", "field", "period", "field, period"));
    }

    private IndexStudy() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        long rows = Long.parseLong(arguments[0]);
        int memory = Integer.parseInt(arguments[1]);
        List<String> wanted = List.of(arguments[3].split(","));
        Path folder = Files.createTempDirectory(Path.of(arguments[2]), "indexes-");
        List<StudiedQuery> queries = StudiedQuery.on(rows);
        System.out.printf(
                "| %,d rows | index | bulk rows/s | insert rows/s | %s | file MB |%n",
                rows, queries.stream().map(StudiedQuery::name).collect(Collectors.joining(" | ")));
        System.out.println("|---".repeat(queries.size() + 5) + "|");
        for (boolean scattered : List.of(true, false)) {
            for (Map.Entry<String, List<String>> indexes : INDEXES.entrySet()) {
                if (!wanted.contains("all") && !wanted.contains(indexes.getKey())) {
                    continue;
                }
                Path file = folder.resolve("study.duckdb");
                try (IndexedTable table = new IndexedTable(file, rows, memory)) {
                    measure(table, scattered, indexes);
                }
                Files.delete(file);
                Files.deleteIfExists(folder.resolve("study.duckdb.wal"));
            }
        }
        Files.delete(folder);
    }

    private static void measure(
            IndexedTable table, boolean scattered, Map.Entry<String, List<String>> indexes)
            throws SQLException, IOException {
        double bulk = table.fill(scattered, indexes.getValue());
        double size = table.megabytes();
        StringBuilder line = new StringBuilder();
        line.append("| ").append(scattered ? "scattered" : "in order");
        line.append(" | ").append(indexes.getKey());
        StringBuilder queries = new StringBuilder();
        for (StudiedQuery query : StudiedQuery.on(table.rows())) {
            queries.append(" | ").append(number(table.perSecond(query, SECONDS)));
        }
        // Last, because the rows are new ones.
        double inserts = table.insertGroups(GROUPS);
        line.append(" | ").append(number(bulk)).append(" | ").append(number(inserts));
        line.append(queries).append(" | ").append(number(size)).append(" |");
        System.out.println(line);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }
}
