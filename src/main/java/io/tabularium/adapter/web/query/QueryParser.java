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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads queries from query strings and from JSON bodies, which have the same options; a query
 * string has conditions in shorthand too. Whatever cannot be honoured is an {@link InvalidQuery}
 * that points to it. Thread-safe.
 */
public final class QueryParser {

    private static final Set<String> SEARCH_OPTIONS =
            Set.of("filters", "sort", "fields", "page", "size", "cursor", "count");
    private static final Set<String> STREAM_OPTIONS = Set.of("filters", "sort", "fields", "limit");
    private static final Set<String> COUNT_OPTIONS = Set.of("filters");
    private static final Set<String> NUMBERS = Set.of("page", "size", "limit");

    /** The server bounds the length of a query string. */
    private static final JsonReader JSON = new JsonReader(Integer.MAX_VALUE);

    private final QueryLimits limits;

    public QueryParser(QueryLimits limits) {
        this.limits = limits;
    }

    /** The page that a query string asks for. */
    public SearchRequest search(Schema schema, QueryString parameters) {
        return read(schema, parameters, SEARCH_OPTIONS).search();
    }

    /** The page that a body asks for. */
    public SearchRequest search(Schema schema, @Nullable Object body) {
        if (!(body instanceof Map<?, ?> object)) {
            throw new InvalidQuery("", "A query is a JSON object.");
        }
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        object.forEach(
                (key, value) -> {
                    String name = (String) key;
                    if (!SEARCH_OPTIONS.contains(name)) {
                        throw new InvalidQuery(
                                Pointer.ROOT.child(name).toString(), "There is no such option.");
                    }
                    options.put(name, value);
                });
        QueryScope scope = new QueryScope(schema, limits.maxConditions());
        return new QueryOptions(schema, scope, limits, options, List.of()).search();
    }

    /** The stream that a query string asks for. */
    public StreamRequest stream(Schema schema, QueryString parameters) {
        return read(schema, parameters, STREAM_OPTIONS).stream();
    }

    /** The filter whose matches a query string asks to count. */
    public Filter count(Schema schema, QueryString parameters) {
        return read(schema, parameters, COUNT_OPTIONS).filter();
    }

    private QueryOptions read(Schema schema, QueryString parameters, Set<String> allowed) {
        QueryScope scope = new QueryScope(schema, limits.maxConditions());
        ShorthandParser shorthand = new ShorthandParser(scope);
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        List<Filter> conditions = new ArrayList<>();
        for (Parameter parameter : parameters.parameters()) {
            String name = parameter.name();
            if (!isOption(name)) {
                conditions.add(shorthand.parse(parameter));
            } else if (!allowed.contains(name)) {
                throw parameter.refused("'" + name + "' is no option here.");
            } else if (options.containsKey(name)) {
                throw parameter.refused("'" + name + "' stands twice.");
            } else {
                options.put(name, value(parameter));
            }
        }
        return new QueryOptions(schema, scope, limits, options, conditions);
    }

    /**
     * An option anywhere is one everywhere, so that a condition means the same at each endpoint.
     */
    private static boolean isOption(String name) {
        return SEARCH_OPTIONS.contains(name) || STREAM_OPTIONS.contains(name);
    }

    /** The JSON value that the parameter stands for in a body. */
    private @Nullable Object value(Parameter parameter) {
        String text = parameter.value();
        boolean written =
                parameter.name().equals("filters")
                        || (parameter.name().equals("sort") && text.startsWith("["));
        if (written) {
            return readJson(parameter);
        }
        return NUMBERS.contains(parameter.name()) ? BasicType.INTEGER.fromText(text) : text;
    }

    private @Nullable Object readJson(Parameter parameter) {
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
