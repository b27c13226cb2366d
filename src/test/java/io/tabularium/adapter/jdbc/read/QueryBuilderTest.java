package io.tabularium.adapter.jdbc.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.Schemas;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Length;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Matches;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Filter.Comparator;
import io.tabularium.domain.query.Filter.Match;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Schema;

import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

class QueryBuilderTest {

    private static final Schema SCHEMA =
            Schemas.named("wells")
                    .with("name", BasicType.TEXT)
                    .with("oil", BasicType.DOUBLE)
                    .with("Count", BasicType.INTEGER)
                    .with("drilled", BasicType.INSTANT)
                    .with("extra", BasicType.OBJECT)
                    .build();

    private static final String COLUMNS =
            "\"_seq\", \"_id\", \"_version\", \"_created_at\", \"_updated_at\", \"name\"";

    private final Dialect dialect = new DuckDbDialect();
    private final RecordTable table = new RecordTable(SCHEMA, dialect);
    private final QueryBuilder builder = new QueryBuilder(table, dialect);
    private final Projection projection = new Projection(SCHEMA.properties().subList(0, 1));
    private final RowReader reader = new RowReader(table, projection);

    @Test
    void findsByIdAlone() {
        assertThat(builder.findSql(reader, 2))
                .isEqualTo("select " + COLUMNS + " from \"wells\" where \"_id\" in (?, ?)");
    }

    @Test
    void countsEverythingWithoutACondition() {
        assertThat(builder.count(Filter.ALL))
                .isEqualTo(new SqlStatement("select count(*) from \"wells\"", List.of()));
    }

    @ParameterizedTest
    @CsvSource({"EQ,=", "NE,<>", "GT,>", "GTE,>=", "LT,<", "LTE,<="})
    void comparesWithAParameter(Comparator comparator, String operator) {
        assertWhere(
                new Filter.Comparison(field("oil"), comparator, 1.5),
                "\"oil\" " + operator + " ?",
                1.5);
    }

    @Test
    void bindsValuesAsTheyAre() {
        Instant moment = Instant.parse("2026-01-31T12:00:00Z");
        BigDecimal amount = new BigDecimal("1.5000");
        Filter filter =
                new Filter.And(
                        List.of(
                                new Filter.Comparison(field("drilled"), Comparator.GT, moment),
                                new Filter.Comparison(field("oil"), Comparator.LT, amount)));
        assertWhere(filter, "(\"drilled\" > ? and \"oil\" < ?)", moment, amount);
    }

    @Test
    void listsTheValuesOfAMembership() {
        assertWhere(
                new Filter.Membership(field("Count"), List.of(1L, 2L)),
                "\"Count\" in (?, ?)",
                1L,
                2L);
    }

    @Test
    void matchesNothingInAnEmptyMembershipButKeepsNullUnknown() {
        assertWhere(new Filter.Membership(field("name"), List.of()), "\"name\" <> \"name\"");
    }

    @Test
    void includesBothBounds() {
        assertWhere(
                new Filter.Between(field("oil"), 1.0, 2.0), "\"oil\" between ? and ?", 1.0, 2.0);
    }

    @Test
    void escapesPatternsWithABackslash() {
        assertWhere(text(Match.LIKE), "\"name\" like ? escape '\\'", "a%");
        assertWhere(text(Match.ILIKE), "\"name\" ilike ? escape '\\'", "a%");
    }

    @Test
    void looksForLiteralTextWithoutAPattern() {
        assertWhere(text(Match.CONTAINS), "(contains(\"name\", ?))", "a%");
        assertWhere(text(Match.STARTS_WITH), "(starts_with(\"name\", ?))", "a%");
    }

    @Test
    void nestsGroups() {
        Filter isNull = new Filter.IsNull(field("name"));
        Filter one = new Filter.Comparison(field("oil"), Comparator.EQ, 1.0);
        assertWhere(
                new Filter.Or(
                        List.of(isNull, new Filter.And(List.of(one, new Filter.Not(isNull))))),
                "(\"name\" is null or (\"oil\" = ? and not (\"name\" is null)))",
                1.0);
    }

    @Test
    void knowsWhatEmptyGroupsMean() {
        assertWhere(new Filter.Or(List.of()), "false");
        assertWhere(new Filter.Not(new Filter.And(List.of())), "not true");
    }

    @Test
    void filtersByMetadata() {
        assertWhere(
                new Filter.Comparison(field("_version"), Comparator.EQ, 2L),
                "\"_version\" = ?",
                2L);
    }

    @Test
    void extractsMembersByPointer() {
        Field nested =
                new Field.Nested(
                        SCHEMA.property("extra").orElseThrow(),
                        List.of("a/b", "it's ~"),
                        BasicType.TEXT);
        assertWhere(
                new Filter.Comparison(nested, Comparator.EQ, "x"),
                "case when json_type(\"extra\", '/a~1b/it''s ~0') = 'VARCHAR'"
                        + " then json_extract_string(\"extra\", '/a~1b/it''s ~0') end = ?",
                "x");
    }

    @Test
    void ordersAPageByCreationWhereNothingElseIsAsked() {
        assertPage(
                query(),
                new PageRequest.Start.Offset(0),
                "select " + COLUMNS + " from \"wells\" order by \"_seq\" asc limit 101 offset 0");
    }

    @Test
    void skipsToLaterPages() {
        assertPage(
                query(),
                new PageRequest.Start.Offset(200),
                "select " + COLUMNS + " from \"wells\" order by \"_seq\" asc limit 101 offset 200");
    }

    @Test
    void selectsTheSortKeysAndPutsNullsLast() {
        assertPage(
                query(descending("oil"), ascending("Count")),
                new PageRequest.Start.Offset(0),
                "select "
                        + COLUMNS
                        + ", \"oil\", \"Count\" from \"wells\" order by \"oil\" desc nulls last,"
                        + " \"Count\" asc nulls last, \"_seq\" asc limit 101 offset 0");
    }

    @Test
    void continuesBehindASequence() {
        assertPage(
                query(),
                after(7),
                "select "
                        + COLUMNS
                        + " from \"wells\" where \"_seq\" > ? order by \"_seq\" asc limit 101",
                7L);
    }

    @Test
    void continuesAnAscendingOrder() {
        assertBehind(
                after(7, 1.5),
                List.of(ascending("oil")),
                "((\"oil\" >= ? or \"oil\" is null) and (\"oil\" > ? or \"oil\" is null"
                        + " or (\"oil\" = ? and \"_seq\" > ?)))",
                1.5,
                1.5,
                1.5,
                7L);
    }

    @Test
    void continuesADescendingOrder() {
        assertBehind(
                after(7, 1.5),
                List.of(descending("oil")),
                "((\"oil\" <= ? or \"oil\" is null) and (\"oil\" < ? or \"oil\" is null"
                        + " or (\"oil\" = ? and \"_seq\" > ?)))",
                1.5,
                1.5,
                1.5,
                7L);
    }

    @Test
    void continuesAmongNulls() {
        assertBehind(
                after(7, (Object) null),
                List.of(descending("oil")),
                "(\"oil\" is null and \"_seq\" > ?)",
                7L);
    }

    @Test
    void continuesAMixedOrderWithANull() {
        assertBehind(
                after(7, 1.5, null, "x"),
                List.of(descending("oil"), ascending("Count"), ascending("name")),
                "((\"oil\" <= ? or \"oil\" is null) and (\"oil\" < ? or \"oil\" is null"
                        + " or (\"oil\" = ? and \"Count\" is null and (\"name\" > ?"
                        + " or \"name\" is null or (\"name\" = ? and \"_seq\" > ?)))))",
                1.5,
                1.5,
                1.5,
                "x",
                "x",
                7L);
    }

    @Test
    void scansInNoOrderUnlessAsked() {
        assertThat(
                        builder.scan(new Matches(reader, query(), OptionalLong.empty(), Length.ANY))
                                .sql())
                .isEqualTo("select " + COLUMNS + " from \"wells\"");
        assertThat(builder.scan(new Matches(reader, query(), OptionalLong.of(5), Length.ANY)).sql())
                .isEqualTo("select " + COLUMNS + " from \"wells\" limit 5");
        assertThat(
                        builder.scan(
                                        new Matches(
                                                reader,
                                                query(ascending("oil")),
                                                OptionalLong.of(5),
                                                Length.ANY))
                                .sql())
                .isEqualTo(
                        "select "
                                + COLUMNS
                                + " from \"wells\" order by \"oil\" asc nulls last,"
                                + " \"_seq\" asc limit 5");
    }

    @Test
    void sumsTheTextsOfTheMatchesWhoseTextsAreLongest() {
        assertThat(builder.longestTextBytes(query(), 2_048).sql())
                .isEqualTo(
                        "select coalesce(sum(\"longest\".\"text_bytes\"), 0) from (select (0 +"
                                + " coalesce(strlen(\"name\"), 0)) \"text_bytes\" from \"wells\""
                                + " order by \"text_bytes\" desc limit 2048) \"longest\"");
    }

    @Test
    void selectsMatchesByTheLengthOfTheirTexts() {
        String bytes = "(0 + coalesce(strlen(\"name\"), 0))";
        assertThat(builder.scan(new Matches(reader, query(), OptionalLong.empty(), Length.SHORT)))
                .isEqualTo(
                        new SqlStatement(
                                "select " + COLUMNS + " from \"wells\" where " + bytes + " <= 8192",
                                List.of()));
        assertThat(builder.scan(new Matches(reader, query(), OptionalLong.empty(), Length.LONG)))
                .isEqualTo(
                        new SqlStatement(
                                "select " + COLUMNS + " from \"wells\" where " + bytes + " > 8192",
                                List.of()));
    }

    @Test
    void makesLinesOfRowsThatAreSortedAndCut() {
        org.jooq.Field<byte[]> line = DSL.field("line({0})", byte[].class, DSL.field("\"oil\""));
        assertThat(
                        builder.lines(
                                        line,
                                        new Matches(
                                                reader,
                                                query(ascending("oil")),
                                                OptionalLong.of(5),
                                                Length.ANY))
                                .sql())
                .isEqualTo(
                        "select line(\"oil\") from (select "
                                + COLUMNS
                                + " from \"wells\" order by \"oil\" asc nulls last,"
                                + " \"_seq\" asc limit 5) \"matches\"");
    }

    private void assertWhere(Filter filter, String condition, Object... parameters) {
        assertThat(builder.count(filter))
                .isEqualTo(
                        new SqlStatement(
                                "select count(*) from \"wells\" where " + condition,
                                List.of(parameters)));
    }

    private void assertPage(
            RecordQuery query, PageRequest.Start start, String sql, Object... parameters) {
        assertThat(builder.page(reader, query, new PageRequest(start, 100, false)))
                .isEqualTo(new SqlStatement(sql, List.of(parameters)));
    }

    private void assertBehind(
            PageRequest.Start start,
            List<SortOrder> order,
            String condition,
            Object... parameters) {
        RecordQuery query = query(order.toArray(SortOrder[]::new));
        SqlStatement page = builder.page(reader, query, new PageRequest(start, 100, false));
        assertThat(page.sql()).contains(" from \"wells\" where " + condition + " order by ");
        assertThat(page.parameters()).containsExactly(parameters);
    }

    private RecordQuery query(SortOrder... order) {
        return new RecordQuery(SCHEMA, Filter.ALL, List.of(order), projection);
    }

    private static PageRequest.Start after(long sequence, Object... keys) {
        return new PageRequest.Start.After(new Cursor(Arrays.asList(keys), sequence));
    }

    private static Filter text(Match match) {
        return new Filter.TextMatch(field("name"), match, "a%");
    }

    private static SortOrder ascending(String name) {
        return new SortOrder(field(name), Direction.ASCENDING);
    }

    private static SortOrder descending(String name) {
        return new SortOrder(field(name), Direction.DESCENDING);
    }

    private static Field field(String name) {
        return Schemas.field(SCHEMA, name);
    }
}
