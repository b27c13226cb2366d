package io.tabularium.adapter.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** Dates at the limits, and beside the days that the Gregorian reform skipped. */
final class ExactDatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01",
                "1500-02-28",
                "1582-10-04",
                "1582-10-05",
                "1582-10-14",
                "1582-10-15",
                "9999-12-31"
            })
    void bindsAndReadsADateExactly(String text) throws SQLException {
        LocalDate date = LocalDate.parse(text);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT d, d::VARCHAR FROM (SELECT CAST(? AS DATE) AS d)")) {
            statement.setObject(1, ExactDates.parameter(date));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(ExactDates.read(row, 1)).isEqualTo(date);
                assertThat(row.getString(2)).isEqualTo(text);
            }
        }
    }
}
