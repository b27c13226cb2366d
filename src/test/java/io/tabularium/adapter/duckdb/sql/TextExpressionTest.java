package io.tabularium.adapter.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.representation.DoubleText;
import io.tabularium.domain.schema.BasicType;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The engine's text against Java's, value by value. */
final class TextExpressionTest {

    private static final long SEED = 20_261_120;

    private DuckDBConnection connection;

    @BeforeEach
    void open() throws SQLException {
        connection =
                (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void writesDoublesOfRandomBitsAsJavaDoes() throws SQLException {
        Random random = new Random(SEED);
        assertSameDoubles(
                random.longs(300_000)
                        .mapToDouble(Double::longBitsToDouble)
                        .filter(Double::isFinite));
    }

    @Test
    void writesTheDoublesAroundEveryPowerOfTenAsJavaDoes() throws SQLException {
        assertSameDoubles(
                IntStream.rangeClosed(-323, 308)
                        .mapToDouble(exponent -> Double.parseDouble("1e" + exponent))
                        .flatMap(
                                power ->
                                        DoubleStream.of(
                                                power,
                                                -power,
                                                Math.nextUp(power),
                                                Math.nextDown(power),
                                                2 * power,
                                                5 * power))
                        .filter(Double::isFinite));
    }

    @Test
    void writesTheSmallestDoublesAsJavaDoes() throws SQLException {
        assertSameDoubles(IntStream.rangeClosed(0, 10_000).mapToDouble(Double::longBitsToDouble));
    }

    @Test
    void writesDoublesWithFewDigitsAsJavaDoes() throws SQLException {
        Random random = new Random(SEED);
        assertSameDoubles(
                DoubleStream.concat(
                        IntStream.range(-10_000, 10_000).asDoubleStream(),
                        random.longs(100_000, -(1L << 54), 1L << 54)
                                .mapToDouble(bits -> bits / Math.pow(10, random.nextInt(0, 22)))));
    }

    /** U+0000 too, which records of an earlier version may contain. */
    @Test
    void escapesEveryCharacterAsJacksonDoes() throws SQLException {
        List<String> texts = new ArrayList<>();
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> point <= 0x1_1000 || point % 251 == 0)
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .forEach(point -> texts.add("a" + Character.toString(point) + "b"));
        texts.add("\u0000");
        texts.add("\"\\\u0000\n".repeat(1_000));
        execute("create table texts (value varchar)");
        try (DuckDBAppender appender = connection.createAppender("texts")) {
            for (String text : texts) {
                appender.beginRow().append(text).endRow();
            }
            appender.flush();
        }

        assertThat(select("texts", TextExpression.json(DSL.field("value"))))
                .isEqualTo(texts.stream().map(JsonWriter::toText).toList());
    }

    private void assertSameDoubles(DoubleStream values) throws SQLException {
        List<String> expected = new ArrayList<>();
        execute("create table doubles (value double)");
        try (DuckDBAppender appender = connection.createAppender("doubles")) {
            for (double value : values.toArray()) {
                appender.beginRow().append(value).endRow();
                expected.add(DoubleText.of(value));
                assertThat(Double.parseDouble(expected.getLast())).isEqualTo(value);
            }
            appender.flush();
        }

        assertThat(select("doubles", TextExpression.of(DSL.field("value"), BasicType.DOUBLE)))
                .isEqualTo(expected);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> select(String table, Field<String> text) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + text + " from " + table)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
