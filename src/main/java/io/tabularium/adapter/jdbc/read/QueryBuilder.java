package io.tabularium.adapter.jdbc.read;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.FieldExpressions;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SqlRenderer;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.query.Field.Metadata;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.SelectOrderByStep;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes SQL of queries on one table. Values are always parameters; only numbers that the service
 * itself made (limits, offsets) stand in the text, where the planner can use them. Immutable and
 * thread-safe.
 */
public final class QueryBuilder {

    /** The bytes from which on the texts of a record count as long. */
    public static final long LONG_TEXT = 8 * 1_024;

    private final RecordTable table;
    private final Dialect dialect;
    private final FieldExpressions expressions;
    private final FilterConditions conditions;
    private final SqlRenderer renderer;

    /** Which of the matches, by the bytes of all their texts together. */
    public enum Length {
        ANY,
        /** Those with at most {@link #LONG_TEXT} bytes. */
        SHORT,
        /** Those with more. */
        LONG
    }

    /**
     * Rows that match a query.
     *
     * @param limit of their number
     */
    public record Matches(RowReader reader, RecordQuery query, OptionalLong limit, Length length) {}

    /** The matches of a query, of some length. */
    public record Selection(RecordQuery query, Length length) {}

    public QueryBuilder(RecordTable table, Dialect dialect) {
        this.table = table;
        this.dialect = dialect;
        this.expressions = new FieldExpressions(table, dialect);
        this.conditions = new FilterConditions(expressions, dialect);
        this.renderer = new SqlRenderer(dialect);
    }

    /** The text that selects records by so many identifiers, its parameters. */
    public String findSql(RowReader reader, int identifiers) {
        Field<Object> identifier = DSL.param(SQLDataType.OTHER);
        Condition wanted =
                expressions.of(Metadata.ID).in(Collections.nCopies(identifiers, identifier));
        return renderer.text(DSL.select(reader.columns()).from(table.table()).where(wanted));
    }

    /**
     * A page and one row more, which tells whether there is another page. Behind the columns of
     * {@code reader} stand the sort keys.
     */
    public SqlStatement page(RowReader reader, RecordQuery query, PageRequest page) {
        return page(reader.columns(), List.of(), new Selection(query, Length.ANY), page);
    }

    /** The rows of these identifiers, as far as there are any. */
    public SqlStatement of(RowReader reader, List<RecordId> ids) {
        return renderer.render(
                DSL.select(reader.columns()).from(table.table()).where(idIsOneOf(ids)));
    }

    /** Identifiers, and the bytes of all texts together, of the rows of these identifiers. */
    public SqlStatement textBytes(Projection projection, List<RecordId> ids) {
        return renderer.render(
                DSL.select(expressions.of(Metadata.ID), textBytes(projection))
                        .from(table.table())
                        .where(idIsOneOf(ids)));
    }

    /**
     * The bytes of all texts of those matches whose texts are longest. No other set of as many
     * matches has more.
     *
     * @param records number of matches
     */
    public SqlStatement longestTextBytes(RecordQuery query, int records) {
        Field<Long> bytes = textBytes(query.projection()).as("text_bytes");
        Table<?> longest =
                DSL.select(bytes)
                        .from(table.table())
                        .where(where(query.filter()))
                        .orderBy(bytes.desc())
                        .limit(DSL.inline(records))
                        .asTable("longest");
        return renderer.render(
                DSL.select(DSL.coalesce(DSL.sum(longest.field(bytes)), DSL.inline(0L)))
                        .from(longest));
    }

    private Field<Long> textBytes(Projection projection) {
        Field<Long> sum = DSL.inline(0L);
        for (Property property : projection.properties()) {
            if (TextSizes.isText(property)) {
                Field<Long> bytes = dialect.textBytes(table.column(property));
                sum = sum.plus(DSL.coalesce(bytes, DSL.inline(0L)));
            }
        }
        return sum;
    }

    private Condition idIsOneOf(List<RecordId> ids) {
        return expressions
                .of(Metadata.ID)
                .in(
                        ids.stream()
                                .map(id -> DSL.val((Object) id.value(), SQLDataType.OTHER))
                                .toList());
    }

    /**
     * Like {@link #page(RowReader, RecordQuery, PageRequest)}, with other columns before the sort
     * keys.
     *
     * @param lastKeys by which ties are sorted that the sequence leaves, which there are none of
     */
    public SqlStatement page(
            List<Field<?>> items, List<Field<?>> lastKeys, Selection selection, PageRequest page) {
        RecordQuery query = selection.query();
        List<Field<?>> columns = new ArrayList<>(items);
        query.order().forEach(criterion -> columns.add(expressions.of(criterion.field())));
        Condition matches = where(query, selection.length());
        long rows = page.size() + 1L;
        return switch (page.start()) {
            case PageRequest.Start.Offset offset ->
                    renderer.render(
                            sorted(select(columns, matches), query.order(), lastKeys)
                                    .limit(rows)
                                    .offset(offset.skipped()));
            case PageRequest.Start.After after -> {
                Condition behind = new Keyset(expressions, query.order(), after.cursor()).behind();
                yield renderer.render(
                        sorted(select(columns, matches.and(behind)), query.order(), lastKeys)
                                .limit(rows));
            }
        };
    }

    /** The number of matches. */
    public SqlStatement count(Filter filter) {
        return renderer.render(DSL.selectCount().from(table.table()).where(where(filter)));
    }

    /** Every match; without an order in none, for a sort would keep the first row waiting. */
    public SqlStatement scan(Matches matches) {
        return renderer.render(rows(matches));
    }

    /**
     * The lines of every match. They are made of rows that are sorted and cut already: in one
     * select, a sort would hold and spill the lines, which are longer than the rows, and a limit
     * would have lines made for nothing.
     */
    public SqlStatement lines(Field<byte[]> line, Matches matches) {
        return renderer.render(DSL.select(line).from(rows(matches).asTable("matches")));
    }

    private Select<?> rows(Matches matches) {
        RecordQuery query = matches.query();
        SelectOrderByStep<?> selected =
                select(matches.reader().columns(), where(query, matches.length()));
        SelectLimitStep<?> rows =
                query.order().isEmpty() ? selected : sorted(selected, query.order(), List.of());
        OptionalLong limit = matches.limit();
        return limit.isPresent() ? rows.limit(limit.getAsLong()) : rows;
    }

    private SelectOrderByStep<?> select(List<Field<?>> columns, Condition condition) {
        return DSL.select(columns).from(table.table()).where(condition);
    }

    private Condition where(RecordQuery query, Length length) {
        Condition matches = where(query.filter());
        Field<Long> bytes = textBytes(query.projection());
        return switch (length) {
            case ANY -> matches;
            case SHORT -> matches.and(bytes.le(DSL.inline(LONG_TEXT)));
            case LONG -> matches.and(bytes.gt(DSL.inline(LONG_TEXT)));
        };
    }

    private Condition where(Filter filter) {
        return filter.equals(Filter.ALL) ? DSL.noCondition() : conditions.of(filter);
    }

    private SelectLimitStep<?> sorted(
            SelectOrderByStep<?> rows, List<SortOrder> order, List<Field<?>> lastKeys) {
        List<SortField<?>> sortFields = new ArrayList<>();
        for (SortOrder criterion : order) {
            Field<Object> field = expressions.of(criterion.field());
            sortFields.add(
                    criterion.direction() == Direction.ASCENDING
                            ? field.asc().nullsLast()
                            : field.desc().nullsLast());
        }
        sortFields.add(expressions.sequence().asc());
        lastKeys.forEach(key -> sortFields.add(key.asc()));
        return rows.orderBy(sortFields);
    }
}
