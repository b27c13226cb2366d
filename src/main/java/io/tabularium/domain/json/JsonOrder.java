package io.tabularium.domain.json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A total order of {@link Json#comparable} forms, in which two are equal exactly if JSON Schema
 * calls the values equal. The order itself has no meaning. A client can choose values of equal hash
 * codes, but none that make sorting slow: a comparison reads no more than the smaller value.
 */
public final class JsonOrder implements Comparator<@Nullable Object> {

    public static final JsonOrder INSTANCE = new JsonOrder();

    private JsonOrder() {}

    @Override
    public int compare(@Nullable Object first, @Nullable Object second) {
        if (first instanceof String a && second instanceof String b) {
            return a.compareTo(b);
        }
        if (first instanceof BigDecimal a && second instanceof BigDecimal b) {
            return a.compareTo(b);
        }
        if (first instanceof Boolean a && second instanceof Boolean b) {
            return a.compareTo(b);
        }
        if (first instanceof List<?> a && second instanceof List<?> b) {
            return compareArrays(a, b);
        }
        if (first instanceof SortedMap<?, ?> a && second instanceof SortedMap<?, ?> b) {
            return compareObjects(a, b);
        }
        return Integer.compare(rank(first), rank(second));
    }

    private int compareArrays(List<?> first, List<?> second) {
        int order = Integer.compare(first.size(), second.size());
        Iterator<?> others = second.iterator();
        for (Iterator<?> items = first.iterator(); order == 0 && items.hasNext(); ) {
            order = compare(items.next(), others.next());
        }
        return order;
    }

    private int compareObjects(SortedMap<?, ?> first, SortedMap<?, ?> second) {
        int order = Integer.compare(first.size(), second.size());
        Iterator<? extends Map.Entry<?, ?>> others = second.entrySet().iterator();
        Iterator<? extends Map.Entry<?, ?>> members = first.entrySet().iterator();
        while (order == 0 && members.hasNext()) {
            Map.Entry<?, ?> member = members.next();
            Map.Entry<?, ?> other = others.next();
            order = ((String) member.getKey()).compareTo((String) other.getKey());
            if (order == 0) {
                order = compare(member.getValue(), other.getValue());
            }
        }
        return order;
    }

    private static int rank(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Boolean _ -> 1;
            case BigDecimal _ -> 2;
            case String _ -> 3;
            case List<?> _ -> 4;
            case SortedMap<?, ?> _ -> 5;
            default -> throw new IllegalArgumentException("not comparable: " + value.getClass());
        };
    }
}
