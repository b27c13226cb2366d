package io.tabularium.contract;

import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.record.DataRecord;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/** Says what a filter is of a record, condition by condition. */
final class FilterEvaluator {

    private FilterEvaluator() {}

    static boolean matches(Filter filter, DataRecord record) {
        return evaluate(filter, record) == Truth.TRUE;
    }

    static Truth evaluate(Filter filter, DataRecord record) {
        return switch (filter) {
            case Filter.And and ->
                    and.conditions().stream()
                            .map(condition -> evaluate(condition, record))
                            .reduce(Truth.TRUE, Truth::and);
            case Filter.Or or ->
                    or.conditions().stream()
                            .map(condition -> evaluate(condition, record))
                            .reduce(Truth.FALSE, Truth::or);
            case Filter.Not not -> evaluate(not.condition(), record).not();
            case Filter.Comparison comparison ->
                    known(record, comparison.field(), value -> compares(value, comparison));
            case Filter.Membership membership ->
                    known(
                            record,
                            membership.field(),
                            value ->
                                    membership.values().stream()
                                            .anyMatch(one -> FieldValue.compare(value, one) == 0));
            case Filter.Between between ->
                    known(
                            record,
                            between.field(),
                            value ->
                                    FieldValue.compare(value, between.low()) >= 0
                                            && FieldValue.compare(value, between.high()) <= 0);
            case Filter.TextMatch match ->
                    known(record, match.field(), value -> matches((String) value, match));
            case Filter.IsNull isNull -> Truth.of(FieldValue.of(record, isNull.field()) == null);
        };
    }

    private static Truth known(DataRecord record, Field field, Predicate<Object> condition) {
        @Nullable Object value = FieldValue.of(record, field);
        return value == null ? Truth.UNKNOWN : Truth.of(condition.test(value));
    }

    private static boolean compares(Object value, Filter.Comparison comparison) {
        int sign = FieldValue.compare(value, comparison.value());
        return switch (comparison.comparator()) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case GT -> sign > 0;
            case GTE -> sign >= 0;
            case LT -> sign < 0;
            case LTE -> sign <= 0;
        };
    }

    private static boolean matches(String value, Filter.TextMatch match) {
        return switch (match.match()) {
            case LIKE -> new LikePattern(match.text(), false).matches(value);
            case ILIKE -> new LikePattern(match.text(), true).matches(value);
            case CONTAINS -> value.contains(match.text());
            case STARTS_WITH -> value.startsWith(match.text());
        };
    }
}
