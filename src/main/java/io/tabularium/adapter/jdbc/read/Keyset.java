package io.tabularium.adapter.jdbc.read;

import io.tabularium.adapter.jdbc.FieldExpressions;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The rows behind a position, where nulls come last in either direction and ties are broken by the
 * sequence.
 */
public final class Keyset {

    private final FieldExpressions expressions;
    private final List<SortOrder> order;
    private final Cursor cursor;

    public Keyset(FieldExpressions expressions, List<SortOrder> order, Cursor cursor) {
        this.expressions = expressions;
        this.order = order;
        this.cursor = cursor;
    }

    public Condition behind() {
        Condition exact = behind(0);
        if (order.isEmpty() || cursor.keys().getFirst() == null) {
            return exact;
        }
        // Says nothing new, but of one column only, so that whole blocks can be passed over.
        return notBefore(0).and(exact);
    }

    /** Behind the position, among the rows that equal it in the criteria before this one. */
    public Condition behind(int criterion) {
        if (criterion == order.size()) {
            return expressions.sequence().gt(FieldExpressions.value(cursor.sequence()));
        }
        Field<Object> field = field(criterion);
        @Nullable Object key = cursor.keys().get(criterion);
        if (key == null) {
            return field.isNull().and(behind(criterion + 1));
        }
        Field<Object> value = FieldExpressions.value(key);
        Condition further = ascending(criterion) ? field.gt(value) : field.lt(value);
        Condition tied = field.eq(FieldExpressions.value(key)).and(behind(criterion + 1));
        return DSL.or(further, field.isNull(), tied);
    }

    private Condition notBefore(int criterion) {
        Field<Object> field = field(criterion);
        Field<Object> value = FieldExpressions.value(cursor.keys().get(criterion));
        return DSL.or(ascending(criterion) ? field.ge(value) : field.le(value), field.isNull());
    }

    private Field<Object> field(int criterion) {
        return expressions.of(order.get(criterion).field());
    }

    private boolean ascending(int criterion) {
        return order.get(criterion).direction() == Direction.ASCENDING;
    }
}
