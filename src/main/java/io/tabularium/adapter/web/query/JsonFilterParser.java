package io.tabularium.adapter.web.query;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads filters from JSON: conditions, groups of them, and arrays, which mean "and". */
final class JsonFilterParser {

    private static final Set<String> GROUPS = Set.of("and", "or", "not");
    private static final Set<String> MEMBERS = Set.of("field", "operator", "value");

    private final QueryScope scope;

    JsonFilterParser(QueryScope scope) {
        this.scope = scope;
    }

    /**
     * The filter that the value means.
     *
     * @throws InvalidQuery with a pointer to the fault
     */
    Filter parse(@Nullable Object json, Pointer at) {
        return parse(json, at, 1);
    }

    private Filter parse(@Nullable Object json, Pointer at, int depth) {
        if (depth > QueryLimits.MAX_FILTER_DEPTH) {
            throw refused(at, "Filters nest at most " + QueryLimits.MAX_FILTER_DEPTH + " deep.");
        }
        return switch (json) {
            case List<?> list -> new Filter.And(parseAll(list, at, depth));
            case Map<?, ?> object when object.keySet().stream().anyMatch(GROUPS::contains) ->
                    parseGroup(object, at, depth);
            case Map<?, ?> object -> parseCondition(object, at);
            case null, default ->
                    throw refused(at, "A filter is an array, a condition, or a group.");
        };
    }

    private List<Filter> parseAll(List<?> list, Pointer at, int depth) {
        if (list.isEmpty()) {
            // Counted because nothing else would bound their number.
            scope.countCondition(at);
        }
        List<Filter> filters = new ArrayList<>(list.size());
        for (Object item : list) {
            filters.add(parse(item, at.child(filters.size()), depth + 1));
        }
        return filters;
    }

    private Filter parseGroup(Map<?, ?> object, Pointer at, int depth) {
        if (object.size() != 1) {
            throw refused(at, "A group has one member: and, or, or not.");
        }
        String kind = (String) object.keySet().iterator().next();
        Pointer place = at.child(kind);
        Object operand = object.get(kind);
        if (kind.equals("not")) {
            return new Filter.Not(parse(operand, place, depth + 1));
        }
        if (!(operand instanceof List<?> list)) {
            throw refused(place, "'" + kind + "' takes an array.");
        }
        List<Filter> filters = parseAll(list, place, depth);
        return kind.equals("and") ? new Filter.And(filters) : new Filter.Or(filters);
    }

    private Filter parseCondition(Map<?, ?> object, Pointer at) {
        for (Object member : object.keySet()) {
            if (!MEMBERS.contains((String) member)) {
                throw refused(
                        at.child((String) member),
                        "A condition has field, operator and value; a group has and, or, or not.");
            }
        }
        scope.countCondition(at);
        Field field = scope.field(text(object, "field", at), at.child("field"));
        Pointer operatorAt = at.child("operator");
        String name = text(object, "operator", at);
        Operator operator =
                Operator.named(name)
                        .orElseThrow(
                                () ->
                                        refused(
                                                operatorAt,
                                                "Operators are " + Operator.names() + "."));
        Pointer valueAt = at.child("value");
        if (operator.takesValue() && !object.containsKey("value")) {
            throw refused(valueAt, "'" + operator.text() + "' takes a value.");
        }
        return operator.apply(new Operand(field, object.get("value"), operatorAt, valueAt));
    }

    private static String text(Map<?, ?> object, String member, Pointer at) {
        if (object.get(member) instanceof String text) {
            return text;
        }
        throw refused(at.child(member), "A condition has a " + member + ", which is a string.");
    }

    private static InvalidQuery refused(Pointer at, String detail) {
        return new InvalidQuery(at.toString(), detail);
    }
}
