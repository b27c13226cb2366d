package io.tabularium.adapter.duckdb.maintenance;

import io.tabularium.adapter.duckdb.sql.ExactDates;
import io.tabularium.adapter.jdbc.PreparedStatements;
import io.tabularium.domain.maintenance.IndexInspector.Disagreement;
import io.tabularium.domain.maintenance.IndexInspector.Extent;
import io.tabularium.domain.maintenance.IndexInspector.Progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One comparison of a table's indexes with the table. What is stored is asked of the table in
 * parts, each of so many values as fit in memory. Used by one thread, once.
 */
public final class IndexInspection {

    private static final long VALUES_OF_PART = 20_000;

    private final Connection connection;
    private final PreparedStatements statements;
    private final IndexedTable table;
    private final IndexInspectionSql sql;
    private final Extent extent;
    private final Progress progress;
    private final long deadline;
    private final List<Disagreement> disagreements = new ArrayList<>();
    private long compared;

    /**
     * @param connection in autocommit, used by nothing else meanwhile
     */
    public IndexInspection(
            Connection connection, IndexedTable table, Extent extent, Progress progress) {
        this.connection = connection;
        this.statements = new PreparedStatements(connection);
        this.table = table;
        this.sql = new IndexInspectionSql(table.name());
        this.extent = extent;
        this.progress = progress;
        this.deadline = System.nanoTime() + extent.time().toNanos();
    }

    /**
     * Compares, as far as the extent allows.
     *
     * @return the indexes that disagree with the table, by name
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Disagreement> perform() throws SQLException, InterruptedException {
        try (statements) {
            long rows = count(sql.countRows());
            for (var indexed : table.columns().entrySet()) {
                note(indexed.getKey(), compareColumn(indexed.getValue(), rows));
            }
            for (var key : table.uniqueKeys().entrySet()) {
                if (isTimeLeft() && compared < extent.values()) {
                    note(key.getKey(), count(sql.countDuplicates(key.getValue())));
                }
            }
            return List.copyOf(disagreements);
        }
    }

    /** How many values the index finds more or less often than they are stored. */
    private long compareColumn(String column, long rows) throws SQLException, InterruptedException {
        long size = Math.min(VALUES_OF_PART, extent.values());
        long parts = Math.max(1, (rows + size - 1) / size);
        long ofColumn = Math.min(parts, Math.max(1, extent.values() / size));
        long different = 0;
        for (long part = 0; part < ofColumn && isTimeLeft(); part++) {
            different += comparePart(column, sql.scan(column, parts, part));
        }
        return different;
    }

    private long comparePart(String column, String scan) throws SQLException, InterruptedException {
        execute("BEGIN");
        long different;
        try {
            different = compareValues(column, scan);
        } catch (SQLException | InterruptedException | RuntimeException e) {
            rollbackAfter(e);
            throw e;
        }
        execute("ROLLBACK");
        return different;
    }

    private long compareValues(String column, String scan)
            throws SQLException, InterruptedException {
        Map<Object, Long> stored = counts(statements.prepare(scan));
        long different = 0;
        List<Object> values = new ArrayList<>(stored.keySet());
        for (int from = 0; from < values.size() && isTimeLeft(); ) {
            int to = Math.min(values.size(), from + IndexInspectionSql.VALUES_TOGETHER);
            List<Object> part = values.subList(from, to);
            different += countDifferent(stored, find(column, part), part);
            progress.compared(compared += to - from);
            from = to;
        }
        return different;
    }

    /** The failure may have ended the transaction. It is the one to report. */
    private void rollbackAfter(Exception failure) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static long countDifferent(
            Map<Object, Long> stored, Map<Object, Long> found, List<Object> values) {
        return values.stream()
                .filter(value -> !Objects.equals(stored.get(value), found.get(value)))
                .count();
    }

    private Map<Object, Long> find(String column, List<Object> values) throws SQLException {
        PreparedStatement statement = statements.prepare(sql.find(column));
        for (int place = 0; place < IndexInspectionSql.VALUES_TOGETHER; place++) {
            Object value = values.get(Math.min(place, values.size() - 1));
            statement.setObject(
                    place + 1,
                    value instanceof LocalDate date ? ExactDates.parameter(date) : value);
        }
        return counts(statement);
    }

    private static Map<Object, Long> counts(PreparedStatement statement) throws SQLException {
        Map<Object, Long> counts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                counts.put(rows.getObject(1), rows.getLong(2));
            }
        }
        return counts;
    }

    private long count(String select) throws SQLException {
        try (ResultSet rows = statements.prepare(select).executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void note(String index, long values) {
        if (values > 0) {
            disagreements.add(new Disagreement(index, values));
        }
    }

    private boolean isTimeLeft() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return System.nanoTime() - deadline < 0;
    }
}
