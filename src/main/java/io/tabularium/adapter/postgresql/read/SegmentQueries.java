package io.tabularium.adapter.postgresql.read;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.FieldExpressions;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlRenderer;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.read.FilterConditions;
import io.tabularium.adapter.jdbc.read.Keyset;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.Field.Metadata;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes SQL of pages, one segment at a time. Immutable and thread-safe. */
final class SegmentQueries {

    private final RecordTable table;
    private final FieldExpressions expressions;
    private final FilterConditions conditions;
    private final SqlRenderer renderer;

    SegmentQueries(RecordTable table, Dialect dialect) {
        this.table = table;
        this.expressions = new FieldExpressions(table, dialect);
        this.conditions = new FilterConditions(expressions, dialect);
        this.renderer = new SqlRenderer(dialect);
    }

    /** The segments of a query, in the order of their rows. */
    static List<Segment> segments(RecordQuery query) {
        boolean isWhole =
                query.order().isEmpty() || query.order().getFirst().field() instanceof Metadata;
        return isWhole ? List.of(Segment.WHOLE) : List.of(Segment.VALUES, Segment.NULLS);
    }

    /** What the pages of a query select. */
    PageColumns columns(RecordQuery query) {
        return new PageColumns(table, query, expressions);
    }

    /**
     * Rows of a segment in the query's order.
     *
     * @param behind a position in the segment
     */
    SqlStatement rows(
            PageColumns columns,
            RecordQuery query,
            Segment segment,
            Optional<Cursor> behind,
            Extent extent) {
        Condition matches = matches(query, segment);
        Condition wanted =
                behind.map(cursor -> matches.and(behind(query.order(), segment, cursor)))
                        .orElse(matches);
        return renderer.render(
                DSL.select(columns.selected())
                        .from(table.table())
                        .where(wanted)
                        .orderBy(order(query.order(), segment))
                        .limit(DSL.inline(extent.rows()))
                        .offset(DSL.inline(extent.skipped())));
    }

    /**
     * How many rows are read, and how many are skipped before.
     *
     * @param skipped is cut so that the sum of both fits a {@code long}: a cluster asks each node
     *     for as many rows as their sum
     */
    record Extent(long rows, long skipped) {
        Extent {
            skipped = Math.min(skipped, Long.MAX_VALUE - rows);
        }
    }

    /** The number of rows of a segment. */
    SqlStatement count(RecordQuery query, Segment segment) {
        return renderer.render(
                DSL.selectCount().from(table.table()).where(matches(query, segment)));
    }

    private Condition matches(RecordQuery query, Segment segment) {
        Condition filter =
                query.filter().equals(Filter.ALL)
                        ? DSL.noCondition()
                        : conditions.of(query.filter());
        return switch (segment) {
            case WHOLE -> filter;
            case VALUES -> filter.and(first(query.order()).isNotNull());
            case NULLS -> filter.and(first(query.order()).isNull());
        };
    }

    private Condition behind(List<SortOrder> order, Segment segment, Cursor cursor) {
        Keyset keyset = new Keyset(expressions, order, cursor);
        return switch (segment) {
            case WHOLE -> wholeBehind(keyset, order, cursor);
            case NULLS -> keyset.behind(1);
            case VALUES -> valuesBehind(keyset, order, cursor);
        };
    }

    private Condition wholeBehind(Keyset keyset, List<SortOrder> order, Cursor cursor) {
        return order.isEmpty() ? keyset.behind(0) : valuesBehind(keyset, order, cursor);
    }

    /** A range of an index; a comparison of rows where the whole order ascends. */
    private Condition valuesBehind(Keyset keyset, List<SortOrder> order, Cursor cursor) {
        Field<Object> field = first(order);
        Object key = Objects.requireNonNull(cursor.keys().getFirst());
        Field<Object> value = FieldExpressions.value(key);
        boolean ascending = order.getFirst().direction() == Direction.ASCENDING;
        if (ascending && order.size() == 1) {
            return DSL.row(field, expressions.sequence())
                    .gt(DSL.row(value, FieldExpressions.value(cursor.sequence())));
        }
        Condition range = ascending ? field.ge(value) : field.le(value);
        Condition further =
                ascending
                        ? field.gt(FieldExpressions.value(key))
                        : field.lt(FieldExpressions.value(key));
        Condition tied = field.eq(FieldExpressions.value(key)).and(keyset.behind(1));
        return range.and(further.or(tied));
    }

    /** Nulls stand where an index has them, in a segment that has none of the first criterion. */
    private List<SortField<?>> order(List<SortOrder> order, Segment segment) {
        List<SortField<?>> fields = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            SortOrder criterion = order.get(i);
            Field<Object> field = expressions.of(criterion.field());
            boolean ascending = criterion.direction() == Direction.ASCENDING;
            if (i == 0 && segment != Segment.WHOLE) {
                if (segment == Segment.VALUES) {
                    fields.add(ascending ? field.asc().nullsLast() : field.desc().nullsFirst());
                }
            } else {
                fields.add(ascending ? field.asc().nullsLast() : field.desc().nullsLast());
            }
        }
        fields.add(expressions.sequence().asc());
        return fields;
    }

    private Field<Object> first(List<SortOrder> order) {
        return expressions.of(order.getFirst().field());
    }
}
