package io.tabularium.adapter.web.query;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.query.QueryString.Parameter;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads queries from query strings and from JSON bodies, which have the same options; a query
 * string has conditions in shorthand too. Whatever cannot be honoured is an {@link InvalidQuery}
 * that points to it. Thread-safe.
 */
public final class QueryParser {

    /** The server bounds the length of a query string. */
    private static final JsonReader JSON = new JsonReader(Integer.MAX_VALUE);

    private final QueryLimits limits;

    public QueryParser(QueryLimits limits) {
        this.limits = limits;
    }

    /** The page that a query string asks for. */
    public SearchRequest search(Schema schema, QueryString parameters) {
        return read(schema, parameters, QueryOption.OF_PAGES).search();
    }

    /** The page that a body asks for. */
    public SearchRequest search(Schema schema, @Nullable Object body) {
        if (!(body instanceof Map<?, ?> object)) {
            throw new InvalidQuery("", "A query is a JSON object.");
        }
        Map<QueryOption, @Nullable Object> options = new EnumMap<>(QueryOption.class);
        object.forEach((name, value) -> options.put(optionOfPages((String) name), value));
        QueryScope scope = new QueryScope(schema, limits.maxConditions());
        return new QueryOptions(schema, scope, limits, options, List.of()).search();
    }

    /** The stream that a query string asks for. */
    public StreamRequest stream(Schema schema, QueryString parameters) {
        return read(schema, parameters, QueryOption.OF_STREAMS).stream();
    }

    /** The filter whose matches a query string asks to count. */
    public Filter count(Schema schema, QueryString parameters) {
        return read(schema, parameters, QueryOption.OF_COUNTS).filter();
    }

    private static QueryOption optionOfPages(String name) {
        return QueryOption.named(name)
                .filter(QueryOption.OF_PAGES::contains)
                .orElseThrow(
                        () ->
                                new InvalidQuery(
                                        Pointer.ROOT.child(name).toString(),
                                        "There is no such option."));
    }

    /**
     * An option anywhere is one everywhere, so that a condition means the same at each endpoint.
     */
    private QueryOptions read(Schema schema, QueryString parameters, Set<QueryOption> allowed) {
        QueryScope scope = new QueryScope(schema, limits.maxConditions());
        ShorthandParser shorthand = new ShorthandParser(scope);
        Map<QueryOption, @Nullable Object> options = new EnumMap<>(QueryOption.class);
        List<Filter> conditions = new ArrayList<>();
        for (Parameter parameter : parameters.parameters()) {
            Optional<QueryOption> option = QueryOption.named(parameter.name());
            if (option.isEmpty()) {
                conditions.add(shorthand.parse(parameter));
            } else if (!allowed.contains(option.get())) {
                throw parameter.refused("'" + parameter.name() + "' is no option here.");
            } else if (options.containsKey(option.get())) {
                throw parameter.refused("'" + parameter.name() + "' stands twice.");
            } else {
                options.put(option.get(), value(option.get(), parameter));
            }
        }
        return new QueryOptions(schema, scope, limits, options, conditions);
    }

    /** The JSON value that the parameter stands for in a body. */
    private static @Nullable Object value(QueryOption option, Parameter parameter) {
        String text = parameter.value();
        return switch (option) {
            case FILTERS -> readJson(parameter);
            case SORT -> text.startsWith("[") ? readJson(parameter) : text;
            case PAGE, SIZE, LIMIT -> BasicType.INTEGER.fromText(text);
            case FIELDS, CURSOR, COUNT -> text;
        };
    }

    private static @Nullable Object readJson(Parameter parameter) {
        try {
            return JSON.read(parameter.value());
        } catch (MalformedRequest e) {
            throw parameter.refused(
                    "Line %d, column %d: %s".formatted(e.line(), e.column(), e.getMessage()));
        } catch (TooLarge e) {
            throw parameter.refused(String.valueOf(e.getMessage()));
        }
    }
}
