package io.tabularium.domain.record;

import io.tabularium.domain.query.Cursor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Part of the answer to a query.
 *
 * @param items in the order of the query
 * @param total all matches, where they were counted
 * @param next the position behind the last item, where there are more
 */
public record RecordPage(List<DataRecord> items, OptionalLong total, Optional<Cursor> next) {

    public RecordPage {
        items = List.copyOf(items);
    }
}
