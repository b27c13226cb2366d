package io.tabularium.loadtests.indexes;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A query whose parameters are other ones each time.
 *
 * @param binding gives the parameters the values of a number
 */
record StudiedQuery(String name, String sql, Binding binding) {

    private static final LocalDateTime FIRST_PERIOD = LocalDateTime.of(1900, 1, 1, 0, 0);

    /** A prime, so that values that follow each other lie apart. */
    private static final long SCATTER = 7_919;

    /** Binds the parameters. */
    @FunctionalInterface
    interface Binding {
        void bind(PreparedStatement statement, long number) throws SQLException;
    }

    /** Those of the study, on a table of so many rows. */
    static List<StudiedQuery> on(long rows) {
        Binding well = (statement, number) -> statement.setLong(1, number * SCATTER % 10_000);
        Binding field = (statement, number) -> statement.setLong(1, number % IndexedTable.FIELDS);
        return List.of(
                new StudiedQuery("10 by well", "SELECT * FROM t WHERE well = ?", well),
                new StudiedQuery(
                        "100 by period",
                        "SELECT * FROM t WHERE period >= ? AND period < ?",
                        (statement, number) -> {
                            LocalDateTime from =
                                    FIRST_PERIOD.plusMinutes(number * SCATTER % (rows - 100));
                            statement.setObject(1, from);
                            statement.setObject(2, from.plusMinutes(100));
                        }),
                new StudiedQuery(
                        "newest 100 of a field",
                        "SELECT * FROM t WHERE field = ? ORDER BY period DESC, _seq LIMIT 101",
                        field),
                new StudiedQuery(
                        "newest 100 of all",
                        "SELECT * FROM t ORDER BY period DESC, _seq LIMIT 101",
                        (statement, number) -> {}),
                new StudiedQuery(
                        "count of a field", "SELECT count(*) FROM t WHERE field = ?", field));
    }
}
