package io.tabularium.adapter.duckdb.bulk;

import static io.tabularium.adapter.duckdb.bulk.KeyClaims.NONE;

import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.domain.schema.UniqueKey;

import org.duckdb.DuckDBAppender;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Leaves out the staged rows of a bulk load whose unique keys are taken, by a stored record or by
 * an earlier row that is stored. Used once, by the thread of the connection.
 */
final class KeyResolution {

    /** The columns of {@link StageSql#selectShared}: a row, its key that is held, its values. */
    private static final int ROW = 1;

    private static final int HELD_KEY = 2;
    private static final int FIRST_KEY = 3;

    private final WriterConnection connection;
    private final StageSql sql;
    private final List<UniqueKey> keys;

    /**
     * @param keys that keep rows out, in the order in which the first that is taken is named
     */
    KeyResolution(WriterConnection connection, StageSql sql, List<UniqueKey> keys) {
        this.connection = connection;
        this.sql = sql;
        this.keys = keys;
    }

    /** Decides on all rows, each in its turn. */
    void leaveOutConflicting() throws SQLException {
        for (int number = 0; number < keys.size(); number++) {
            connection.execute(sql.hold(keys.get(number), number));
        }
        connection.execute(StageSql.leaveOutHeld());
        KeyClaims claims = new KeyClaims(keys.size());
        try (DuckDBAppender leftOut = connection.appendToTemporary(StageSql.LEFT_OUT)) {
            forEachShared(
                    row -> {
                        int taken = claims.claim(values(row), intOrNone(row, HELD_KEY));
                        if (taken != NONE) {
                            leftOut.beginRow().append(row.getLong(ROW)).append(taken).endRow();
                        }
                    });
            leftOut.flush();
        }
    }

    /** Visits the rows that share a value with others, page by page. */
    private void forEachShared(RowVisitor visitor) throws SQLException {
        PreparedStatement page = connection.prepare(StageSql.selectShared());
        long last = 0;
        boolean more = true;
        while (more) {
            page.setLong(1, last);
            int visited = 0;
            try (ResultSet rows = page.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(ROW);
                    visitor.visit(rows);
                    visited++;
                }
            }
            more = visited == StageSql.ROWS_PER_PAGE;
        }
    }

    private int[] values(ResultSet row) throws SQLException {
        int[] values = new int[keys.size()];
        for (int number = 0; number < values.length; number++) {
            values[number] = intOrNone(row, FIRST_KEY + number);
        }
        return values;
    }

    private static int intOrNone(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? NONE : value;
    }

    @FunctionalInterface
    private interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }
}
