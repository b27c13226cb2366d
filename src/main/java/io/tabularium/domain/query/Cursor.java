package io.tabularium.domain.query;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A position in the order of a query: just behind the record with these sort keys.
 *
 * @param keys one typed value, or null, for each criterion of the order
 * @param sequence the place of that record in the order of creation
 */
public record Cursor(List<@Nullable Object> keys, long sequence) {

    public Cursor {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
    }
}
