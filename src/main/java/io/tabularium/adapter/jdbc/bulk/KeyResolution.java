package io.tabularium.adapter.jdbc.bulk;

import static io.tabularium.adapter.jdbc.bulk.KeyClaims.NONE;

import io.tabularium.domain.schema.UniqueKey;

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

    private final Stage stage;
    private final StageSql sql;
    private final List<UniqueKey> keys;

    /**
     * @param keys that keep rows out, in the order in which the first that is taken is named
     */
    KeyResolution(Stage stage, StageSql sql, List<UniqueKey> keys) {
        this.stage = stage;
        this.sql = sql;
        this.keys = keys;
    }

    /** Decides on all rows, each in its turn. */
    void leaveOutConflicting() throws SQLException {
        for (int number = 0; number < keys.size(); number++) {
            stage.connection().execute(sql.hold(keys.get(number), number));
        }
        stage.connection().execute(StageSql.leaveOutHeld());
        KeyClaims claims = new KeyClaims(keys.size());
        PreparedStatement page = stage.connection().prepare(StageSql.selectShared(keys.size()));
        long last = 0;
        boolean more = true;
        while (more) {
            page.setLong(1, last);
            LeftOut leftOut = new LeftOut();
            int visited = 0;
            try (ResultSet rows = page.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(ROW);
                    int taken = claims.claim(values(rows), intOrNone(rows, HELD_KEY));
                    if (taken != NONE) {
                        leftOut.add(last, taken);
                    }
                    visited++;
                }
            }
            stage.leaveOut(leftOut);
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
}
