package io.tabularium.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * SQL and what belongs in its places.
 *
 * @param parameters typed values of the domain, never null, one for each {@code ?} in order
 */
public record SqlStatement(String sql, List<Object> parameters) {

    /** Between these, java.sql.Date, by which a driver may bind, has no days. */
    private static final LocalDate LAST_JULIAN = LocalDate.of(1582, 10, 4);

    private static final LocalDate FIRST_GREGORIAN = LocalDate.of(1582, 10, 15);

    public SqlStatement {
        parameters = List.copyOf(parameters);
    }

    /** Prepared and bound; each value as its own type, so that no column is cast to compare. */
    public PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, jdbcValue(parameters.get(i)));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** What a driver is given for a typed value of the domain. */
    public static Object jdbcValue(Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case LocalDate date when date.isAfter(LAST_JULIAN) && date.isBefore(FIRST_GREGORIAN) ->
                    date.atStartOfDay();
            default -> value;
        };
    }
}
