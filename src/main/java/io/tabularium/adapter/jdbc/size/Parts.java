package io.tabularium.adapter.jdbc.size;

import java.util.ArrayList;
import java.util.List;

/** A list in parts. */
public final class Parts {

    private Parts() {}

    /**
     * Views of a list, which together are the list.
     *
     * @param most elements of each, at least 1
     */
    public static <T> List<List<T>> of(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return parts;
    }
}
