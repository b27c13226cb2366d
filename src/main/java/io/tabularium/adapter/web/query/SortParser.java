package io.tabularium.adapter.web.query;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads orders: {@code -oil,well_code}, or an array of {@code {"field": …, "order": "desc"}}. */
final class SortParser {

    private static final Set<String> MEMBERS = Set.of("field", "order");

    private final QueryScope scope;
    private final int maxFields;

    SortParser(QueryScope scope, int maxFields) {
        this.scope = scope;
        this.maxFields = maxFields;
    }

    /**
     * The order that the value means.
     *
     * @throws InvalidQuery with a pointer to the fault
     */
    List<SortOrder> parse(@Nullable Object json, Pointer at) {
        List<SortOrder> order =
                switch (json) {
                    case String text -> parseText(text, at);
                    case List<?> list -> parseList(list, at);
                    case null, default ->
                            throw refused(at, "An order is text such as '-a,b', or an array.");
                };
        Set<Field> seen = new HashSet<>();
        for (SortOrder criterion : order) {
            if (!seen.add(criterion.field())) {
                throw refused(at, "'%s' stands twice.".formatted(criterion.field().reference()));
            }
        }
        return order;
    }

    private List<SortOrder> parseText(String text, Pointer at) {
        List<SortOrder> order = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            boolean descending = part.startsWith("-");
            requireRoom(order, at);
            order.add(
                    criterion(
                            descending ? part.substring(1) : part,
                            descending ? Direction.DESCENDING : Direction.ASCENDING,
                            at));
        }
        return order;
    }

    private List<SortOrder> parseList(List<?> list, Pointer at) {
        List<SortOrder> order = new ArrayList<>();
        for (Object item : list) {
            Pointer place = at.child(order.size());
            requireRoom(order, place);
            if (!(item instanceof Map<?, ?> object)
                    || !(object.get("field") instanceof String field)) {
                throw refused(place, "A criterion has a field, which is a string.");
            }
            for (Object member : object.keySet()) {
                if (!MEMBERS.contains((String) member)) {
                    throw refused(place.child((String) member), "A criterion has field and order.");
                }
            }
            order.add(criterion(field, direction(object, place), place.child("field")));
        }
        return order;
    }

    private static Direction direction(Map<?, ?> object, Pointer at) {
        if (!object.containsKey("order")) {
            return Direction.ASCENDING;
        }
        return switch (object.get("order")) {
            case String text when text.equals("asc") -> Direction.ASCENDING;
            case String text when text.equals("desc") -> Direction.DESCENDING;
            case null, default -> throw refused(at.child("order"), "An order is asc or desc.");
        };
    }

    private SortOrder criterion(String name, Direction direction, Pointer at) {
        Field field = scope.field(name, at);
        if (!field.type().isScalar()) {
            throw refused(
                    at,
                    "'%s' is %s, which has no order."
                            .formatted(field.reference(), field.type().label()));
        }
        return new SortOrder(field, direction);
    }

    private void requireRoom(List<SortOrder> order, Pointer at) {
        if (order.size() == maxFields) {
            throw refused(at, "An order has at most " + maxFields + " fields.");
        }
    }

    private static InvalidQuery refused(Pointer at, String detail) {
        return new InvalidQuery(at.toString(), detail);
    }
}
