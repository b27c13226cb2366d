package io.tabularium.adapter.duckdb.sql;

import io.tabularium.adapter.jdbc.ColumnCodec;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;

import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** DuckDB's types and expressions. */
public final class DuckDbDialect implements Dialect {

    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = "[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?";
    private static final String OFFSET = "(Z|[+-][0-9]{2}:[0-9]{2})";
    private static final String UUID = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

    @Override
    public SQLDialect family() {
        return SQLDialect.DUCKDB;
    }

    /** Instants are compared, sorted and appended as microseconds; none of it needs ICU. */
    @Override
    public DataType<?> columnType(PropertyType type) {
        return switch (type) {
            case DecimalType decimal -> SQLDataType.DECIMAL(decimal.precision(), decimal.scale());
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> SQLDataType.VARCHAR;
                        case INTEGER -> SQLDataType.BIGINT;
                        case DOUBLE -> SQLDataType.DOUBLE;
                        case BOOLEAN -> SQLDataType.BOOLEAN;
                        case DATE -> SQLDataType.LOCALDATE;
                        case INSTANT -> SQLDataType.TIMESTAMPWITHTIMEZONE;
                        case LOCAL_DATE_TIME -> SQLDataType.LOCALDATETIME;
                        case UUID -> SQLDataType.UUID;
                        case OBJECT, ARRAY -> SQLDataType.JSON;
                    };
        };
    }

    /**
     * TRY_CAST alone is too kind: it rounds 12.5 to an integer, cuts a date out of a time, and
     * takes 1 for true. A number with a fraction is a double once it is extracted, so that of a
     * nested decimal only some 15 digits can be relied on.
     */
    @Override
    public Object parameter(Object value) {
        return value instanceof LocalDate date ? ExactDates.parameter(date) : value;
    }

    @Override
    public ColumnCodec codec(PropertyType type) {
        return type == BasicType.DATE ? ExactDates::read : ColumnCodec.standard(type);
    }

    @Override
    public Field<?> nested(Field<?> column, List<String> path, PropertyType type) {
        Field<String> pointer = DSL.inline(pointer(path));
        // JSON text: a string keeps its quotes, so that "12" is not taken for 12.
        Field<String> json =
                DSL.field("cast(json_extract({0}, {1}) as varchar)", String.class, column, pointer);
        Field<String> text =
                DSL.field("json_extract_string({0}, {1})", String.class, column, pointer);
        // The cast to a time does not know the t and z that RFC 3339 allows.
        Field<String> upper = DSL.field("upper({0})", String.class, text);
        return switch (type) {
            case DecimalType ignored -> exactNumber(json, type);
            case BasicType basic ->
                    switch (basic) {
                        case TEXT ->
                                DSL.field(
                                        "case when json_type({0}, {1}) = 'VARCHAR' then {2} end",
                                        SQLDataType.VARCHAR, column, pointer, text);
                        case INTEGER -> exactNumber(json, type);
                        case DOUBLE -> DSL.tryCast(json, SQLDataType.DOUBLE);
                        case BOOLEAN ->
                                DSL.field(
                                        "case {0} when 'true' then true when 'false' then false end",
                                        SQLDataType.BOOLEAN, json);
                        case DATE -> formatted(text, DATE, type);
                        case INSTANT -> formatted(upper, DATE + "T" + TIME + OFFSET, type);
                        case LOCAL_DATE_TIME -> formatted(upper, DATE + "T" + TIME, type);
                        case UUID -> formatted(text, UUID, type);
                        case OBJECT, ARRAY ->
                                throw new IllegalArgumentException(type + " is no scalar");
                    };
        };
    }

    @Override
    public Condition likeIgnoringCase(Field<String> text, Field<String> pattern) {
        return text.likeIgnoreCase(pattern, '\\');
    }

    /** Without LIKE there is nothing to escape. */
    @Override
    public Condition contains(Field<String> text, Field<String> part) {
        return DSL.condition("contains({0}, {1})", text, part);
    }

    @Override
    public Condition startsWith(Field<String> text, Field<String> prefix) {
        return DSL.condition("starts_with({0}, {1})", text, prefix);
    }

    @Override
    public Optional<Field<byte[]>> line(
            RecordFormat format, RecordTable table, Projection projection) {
        return Optional.of(
                switch (format) {
                    case NDJSON -> NdjsonExpression.line(table, projection);
                    case CSV -> CsvExpression.line(table, projection);
                });
    }

    @Override
    public Field<Long> textBytes(Field<?> column) {
        return DSL.field("strlen({0})", Long.class, column);
    }

    /**
     * The statistics of a column are a text, as {@code [… Max String Length: 11]} or {@code {…
     * 'max_string_length': 11}}. Every row of a select from the table has the same ones, and would
     * read the column for nothing; the row that finds no partner in the join reads none.
     */
    @Override
    public String longestTextsSql(RecordTable table, List<Property> texts) {
        QuotedTable quoted = new QuotedTable(table);
        String longest =
                texts.stream()
                        .map(quoted::column)
                        .map("CAST(stats(stored.%s) AS VARCHAR)"::formatted)
                        .map(
                                "regexp_extract(%s, '(?i)max.string.length['': ]+([0-9]+)', 1)"
                                        ::formatted)
                        .map("TRY_CAST(%s AS BIGINT)"::formatted)
                        .collect(Collectors.joining(", "));
        // A property may have any name but that of a system column.
        return "SELECT %1$s FROM (VALUES (-1)) nowhere(%3$s) LEFT JOIN %2$s stored ON stored.%3$s = nowhere.%3$s"
                .formatted(longest, quoted.name(), Identifiers.quoted(SystemColumn.SEQUENCE));
    }

    @Override
    public DataType<?> sequenceType() {
        return SQLDataType.BIGINT;
    }

    @Override
    public int longestName() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public String takeTurn() {
        return "SELECT true";
    }

    @Override
    public String endTurn() {
        return "SELECT true";
    }

    /** An index is used to find few rows, and never to sort. */
    @Override
    public boolean sortsByIndex() {
        return false;
    }

    @Override
    public List<String> beforeDefinition() {
        return List.of();
    }

    /** Nobody writes yet when tables are made ready. */
    @Override
    public boolean createsBesideWrites() {
        return false;
    }

    @Override
    public List<String> createBesideWrites(SqlStatement creation, String index) {
        return List.of(creation.sql());
    }

    @Override
    public String indexNamesSql() {
        return "select index_name from duckdb_indexes()"
                + " where database_name = current_database() and table_name = ?";
    }

    /** A JSON Pointer (RFC 6901), which has no trouble with any character of a name. */
    private static String pointer(List<String> path) {
        return path.stream()
                .map(member -> "/" + member.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private Field<?> exactNumber(Field<String> json, PropertyType type) {
        Field<?> number = DSL.tryCast(json, columnType(type));
        return DSL.field(
                "case when {0} = {1} then {0} end",
                columnType(type), number, DSL.tryCast(json, SQLDataType.DOUBLE));
    }

    private Field<?> formatted(Field<String> text, String form, PropertyType type) {
        return DSL.field(
                "case when regexp_full_match({0}, {1}) then {2} end",
                columnType(type), text, DSL.inline(form), DSL.tryCast(text, columnType(type)));
    }
}
