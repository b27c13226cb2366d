package io.tabularium.adapter.web.query;

import io.tabularium.adapter.web.query.CursorText.Position;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.json.Json;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The options of one query, as JSON values by name, and what they mean together.
 *
 * @param conditions those that are no option, already read within the same scope
 */
record QueryOptions(
        Schema schema,
        QueryScope scope,
        QueryLimits limits,
        Map<QueryOption, @Nullable Object> options,
        List<Filter> conditions) {

    SearchRequest search() {
        RecordQuery query = query();
        int size = size();
        if (!options.containsKey(QueryOption.CURSOR)) {
            long number =
                    options.containsKey(QueryOption.PAGE)
                            ? number(QueryOption.PAGE, Long.MAX_VALUE)
                            : 1;
            return new SearchRequest(
                    query, new PageRequest(offset(number, size), size, counted(true)), number);
        }
        if (options.containsKey(QueryOption.PAGE)) {
            throw refused(
                    QueryOption.PAGE, "A page is named by its number or by a cursor, not both.");
        }
        Position position = position(query);
        return new SearchRequest(
                query,
                new PageRequest(new Start.After(position.cursor()), size, counted(false)),
                position.page());
    }

    StreamRequest stream() {
        OptionalLong limit =
                options.containsKey(QueryOption.LIMIT)
                        ? OptionalLong.of(number(QueryOption.LIMIT, Long.MAX_VALUE))
                        : OptionalLong.empty();
        return new StreamRequest(query(), limit);
    }

    Filter filter() {
        List<Filter> all = new ArrayList<>();
        if (options.containsKey(QueryOption.FILTERS)) {
            Pointer at = QueryOption.FILTERS.pointer();
            all.add(new JsonFilterParser(scope).parse(options.get(QueryOption.FILTERS), at));
        }
        all.addAll(conditions);
        return all.size() == 1 ? all.getFirst() : new Filter.And(all);
    }

    private RecordQuery query() {
        return new RecordQuery(schema, filter(), order(), projection());
    }

    private List<SortOrder> order() {
        return options.containsKey(QueryOption.SORT)
                ? new SortParser(scope, limits.maxSortFields())
                        .parse(options.get(QueryOption.SORT), QueryOption.SORT.pointer())
                : List.of();
    }

    private Projection projection() {
        return options.containsKey(QueryOption.FIELDS)
                ? ProjectionParser.parse(
                        schema, options.get(QueryOption.FIELDS), QueryOption.FIELDS.pointer())
                : Projection.all(schema);
    }

    private int size() {
        return options.containsKey(QueryOption.SIZE)
                ? (int) number(QueryOption.SIZE, limits.maxPageSize())
                : limits.defaultPageSize();
    }

    private static Start offset(long number, int size) {
        try {
            return new Start.Offset(Math.multiplyExact(number - 1, size));
        } catch (ArithmeticException e) {
            throw refused(QueryOption.PAGE, "There cannot be so many pages.");
        }
    }

    private boolean counted(boolean byDefault) {
        if (!options.containsKey(QueryOption.COUNT)) {
            return byDefault;
        }
        return switch (options.get(QueryOption.COUNT)) {
            case String text when text.equals("exact") -> true;
            case String text when text.equals("none") -> false;
            case null, default -> throw refused(QueryOption.COUNT, "'count' is exact or none.");
        };
    }

    private Position position(RecordQuery query) {
        if (options.get(QueryOption.CURSOR) instanceof String text) {
            return CursorText.decode(query, text)
                    .orElseThrow(
                            () -> refused(QueryOption.CURSOR, "This is no cursor of this query."));
        }
        throw refused(QueryOption.CURSOR, "A cursor is a string.");
    }

    private long number(QueryOption option, long max) {
        Long number = Json.toInt64(options.get(option));
        if (number == null || number < 1 || number > max) {
            throw refused(
                    option,
                    max == Long.MAX_VALUE
                            ? "'%s' is a whole number from 1.".formatted(option.text())
                            : "'%s' is a whole number from 1 to %d.".formatted(option.text(), max));
        }
        return number;
    }

    private static InvalidQuery refused(QueryOption option, String detail) {
        return new InvalidQuery(option.pointer().toString(), detail);
    }
}
