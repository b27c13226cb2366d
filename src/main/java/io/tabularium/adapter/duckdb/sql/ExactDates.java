package io.tabularium.adapter.duckdb.sql;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Binds and reads dates without loss. The driver converts a {@link LocalDate} to and from {@link
 * java.sql.Date}, which has no days between 4 and 15 October 1582: it binds 1582-10-10 as
 * 1582-10-20, and reads it so.
 */
public final class ExactDates {

    private static final LocalDate LAST_JULIAN = LocalDate.of(1582, 10, 4);
    private static final LocalDate FIRST_GREGORIAN = LocalDate.of(1582, 10, 15);

    private ExactDates() {}

    /** The value by which the driver binds the date: the date, or the timestamp of its midnight. */
    public static Object parameter(LocalDate date) {
        return date.isAfter(LAST_JULIAN) && date.isBefore(FIRST_GREGORIAN)
                ? date.atStartOfDay()
                : date;
    }

    /** The driver's own object is the exact date; it is wrong only where a type is asked for. */
    static @Nullable Object read(ResultSet row, int column) throws SQLException {
        return row.getObject(column);
    }
}
