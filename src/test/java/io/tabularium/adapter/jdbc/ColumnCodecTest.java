package io.tabularium.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.read.DuckDbRecordReader;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.schema.SchemaManager;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Filter.Comparator;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Each type at its limits, through the database and back. */
class ColumnCodecTest {

    private static final Schema SCHEMA = Schemas.everyType();
    private static final Dialect DIALECT = new DuckDbDialect();

    private static DuckDbDatabase database;
    private static DuckDbRecordReader reader;
    private static Inserter inserter;

    @BeforeAll
    static void open() {
        database = new DuckDbDatabase(DuckDbSettings.inMemory());
        reader =
                new DuckDbRecordReader(
                        DIALECT,
                        new DuckDbRecordReader.Pools(database.reads(), database.streams()),
                        new RecordCache(0),
                        new RecordSizes(DIALECT, database.reads()),
                        new QueryTimes(
                                Duration.ofSeconds(20), new SlowQueries(Duration.ofSeconds(1))));
        inserter = new Inserter(database.reads().source(), DIALECT);
        new SchemaManager(DIALECT, database.reads(), () -> Instant.EPOCH)
                .provision(List.of(SCHEMA));
    }

    @AfterAll
    static void close() {
        reader.close();
        database.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("text", ""),
                Arguments.of("text", "Ærø \uD83D\uDE00 '\"\\% \t\n\r \u0001 e\u0301"),
                Arguments.of("text", "\u00e9x".repeat(500_000)),
                Arguments.of("integer", Long.MIN_VALUE),
                Arguments.of("integer", Long.MAX_VALUE),
                Arguments.of("double", Double.MIN_VALUE),
                Arguments.of("double", -Double.MAX_VALUE),
                Arguments.of("double", -0.0),
                Arguments.of("double", 0.1 + 0.2),
                Arguments.of("boolean", true),
                Arguments.of("boolean", false),
                Arguments.of("date", LocalDate.of(1, 1, 1)),
                Arguments.of("date", LocalDate.of(9999, 12, 31)),
                // a day that the Julian calendar's end skipped
                Arguments.of("date", LocalDate.of(1582, 10, 10)),
                Arguments.of("instant", Instant.parse("0001-01-01T00:00:00Z")),
                Arguments.of("instant", Instant.parse("9999-12-31T23:59:59.999999Z")),
                Arguments.of("instant", Instant.parse("1969-12-31T23:59:59.999999Z")),
                Arguments.of("local_date_time", LocalDateTime.parse("0001-01-01T00:00:00")),
                Arguments.of("local_date_time", LocalDateTime.parse("9999-12-31T23:59:59.999999")),
                Arguments.of("local_date_time", LocalDateTime.parse("1969-12-31T23:59:59.000001")),
                // when clocks go forward in much of Europe
                Arguments.of("local_date_time", LocalDateTime.parse("2026-03-29T02:30:00")),
                Arguments.of("uuid", new UUID(0, 0)),
                Arguments.of("uuid", new UUID(-1, -1)),
                Arguments.of("uuid", new UUID(Long.MIN_VALUE, Long.MAX_VALUE)),
                Arguments.of("decimal", new BigDecimal("99999999999999.9999")),
                Arguments.of("decimal", new BigDecimal("-0.0001")),
                Arguments.of("decimal", new BigDecimal("0.0000")),
                Arguments.of("huge", new BigDecimal("9999999999999999999999999999.9999999999")),
                Arguments.of("huge", new BigDecimal("-9999999999999999999999999999.9999999999")),
                Arguments.of("huge", new BigDecimal("0.0000000001")),
                Arguments.of("SELECT", "x"));
    }

    static Stream<String> documents() {
        return Stream.of(
                "{}",
                "{\"b\":1,\"a\":[null,true,false,{}]}",
                "{\"n\":[9223372036854775807,-9223372036854775808,9223372036854775808]}",
                "{\"n\":[123456789012345678901234567890.123456789,1E-300,1.10,1E+5,0.0,-0.0]}",
                "{\"\":\"before\\u0001after\",\"\uD83D\uDE00\":\"Ærø\\n\\\"\\\\\"}",
                "{\"t\":\"" + "x".repeat(1_000_000) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsWhatWasWritten(String property, Object value) throws SQLException {
        assertThat(written(property, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void readsJsonAsItWasWritten(String text) throws SQLException {
        Object value = new JsonReader(2_000_000).read(text);
        assertThat(written("object", value)).isEqualTo(value);
        assertThat(written("array", List.of(value))).isEqualTo(List.of(value));
    }

    /** A draft with U+0000 is refused today. */
    @Test
    void readsU0000ThatAnEarlierVersionStored() throws SQLException {
        Object nested = Map.of("a\u0000", "\u0000");

        assertThat(written("text", "before\u0000after")).isEqualTo("before\u0000after");
        assertThat(written("object", nested)).isEqualTo(nested);
    }

    @Test
    void readsNullOfEveryType() throws SQLException {
        for (Property property : SCHEMA.properties()) {
            assertThat(written(property.name().value(), null)).as(property.name().value()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void comparesExactly(String property, Object value) throws SQLException {
        DataRecord record = insert(property, value);
        Filter sameId =
                new Filter.Comparison(
                        Schemas.field(SCHEMA, "_id"), Comparator.EQ, record.id().value());
        Filter sameValue =
                new Filter.Comparison(Schemas.field(SCHEMA, property), Comparator.EQ, value);
        assertThat(reader.count(SCHEMA, new Filter.And(List.of(sameId, sameValue)))).isEqualTo(1);
    }

    private static Object written(String property, Object value) throws SQLException {
        DataRecord record = insert(property, value);
        DataRecord stored = reader.find(SCHEMA, record.id(), Rooms.unbounded()).orElseThrow();
        assertThat(stored.createdAt()).isEqualTo(Inserter.CREATED_AT);
        return stored.data().get(SCHEMA.property(property).orElseThrow());
    }

    private static DataRecord insert(String property, Object value) throws SQLException {
        Object[] values = new Object[SCHEMA.properties().size()];
        values[SCHEMA.property(property).orElseThrow().position()] = value;
        return inserter.insert(SCHEMA, values);
    }
}
