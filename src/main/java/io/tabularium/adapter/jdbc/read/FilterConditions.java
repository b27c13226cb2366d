package io.tabularium.adapter.jdbc.read;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.FieldExpressions;
import io.tabularium.domain.query.Filter;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

import java.util.List;

/** A filter's conditions in SQL, whose three-valued logic is the filter's own. */
public final class FilterConditions {

    private static final char ESCAPE = '\\';

    private final FieldExpressions expressions;
    private final Dialect dialect;

    public FilterConditions(FieldExpressions expressions, Dialect dialect) {
        this.expressions = expressions;
        this.dialect = dialect;
    }

    public Condition of(Filter filter) {
        return switch (filter) {
            case Filter.And and ->
                    and.conditions().isEmpty()
                            ? DSL.trueCondition()
                            : DSL.and(all(and.conditions()));
            case Filter.Or or ->
                    or.conditions().isEmpty() ? DSL.falseCondition() : DSL.or(all(or.conditions()));
            case Filter.Not not -> DSL.not(of(not.condition()));
            case Filter.Comparison comparison -> comparison(comparison);
            case Filter.Membership membership -> membership(membership);
            case Filter.Between between ->
                    expressions
                            .of(between.field())
                            .between(
                                    FieldExpressions.value(between.low()),
                                    FieldExpressions.value(between.high()));
            case Filter.TextMatch match -> textMatch(match);
            case Filter.IsNull isNull -> expressions.of(isNull.field()).isNull();
        };
    }

    private List<Condition> all(List<Filter> filters) {
        return filters.stream().map(this::of).toList();
    }

    private Condition comparison(Filter.Comparison comparison) {
        Field<Object> field = expressions.of(comparison.field());
        Field<Object> value = FieldExpressions.value(comparison.value());
        return switch (comparison.comparator()) {
            case EQ -> field.eq(value);
            case NE -> field.ne(value);
            case GT -> field.gt(value);
            case GTE -> field.ge(value);
            case LT -> field.lt(value);
            case LTE -> field.le(value);
        };
    }

    private Condition membership(Filter.Membership membership) {
        Field<Object> field = expressions.of(membership.field());
        if (membership.values().isEmpty()) {
            // false, but unknown where the field is null
            return field.ne(field);
        }
        return field.in(membership.values().stream().map(FieldExpressions::value).toList());
    }

    private Condition textMatch(Filter.TextMatch match) {
        Field<String> field = expressions.ofText(match.field());
        Field<String> text = FieldExpressions.value(match.text(), String.class);
        return switch (match.match()) {
            case LIKE -> field.like(text, ESCAPE);
            case ILIKE -> dialect.likeIgnoringCase(field, text);
            case CONTAINS -> dialect.contains(field, text);
            case STARTS_WITH -> dialect.startsWith(field, text);
        };
    }
}
