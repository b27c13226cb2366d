package io.tabularium.contract;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.RecordQuery;

import java.util.List;
import java.util.stream.Collectors;

/** Queries as people read them, for the messages of failed tests. */
final class QueryText {

    private QueryText() {}

    static String of(RecordQuery query) {
        String order =
                query.order().stream()
                        .map(by -> by.field().reference() + " " + by.direction())
                        .collect(Collectors.joining(", "));
        return of(query.filter()) + " sorted by [" + order + "]";
    }

    private static String of(Filter filter) {
        return switch (filter) {
            case Filter.And and -> "and" + of(and.conditions());
            case Filter.Or or -> "or" + of(or.conditions());
            case Filter.Not not -> "not " + of(not.condition());
            case Filter.Comparison comparison ->
                    comparison.field().reference()
                            + " "
                            + comparison.comparator()
                            + " "
                            + comparison.value();
            case Filter.Membership membership ->
                    membership.field().reference() + " IN " + membership.values();
            case Filter.Between between ->
                    between.field().reference()
                            + " BETWEEN "
                            + between.low()
                            + " AND "
                            + between.high();
            case Filter.TextMatch match ->
                    match.field().reference() + " " + match.match() + " '" + match.text() + "'";
            case Filter.IsNull isNull -> isNull.field().reference() + " IS NULL";
        };
    }

    private static String of(List<Filter> conditions) {
        return conditions.stream().map(QueryText::of).collect(Collectors.joining("; ", "(", ")"));
    }
}
