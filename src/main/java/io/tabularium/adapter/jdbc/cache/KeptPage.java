package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.record.RecordPage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page as it was read. Its records are kept apart, so that pages share them.
 *
 * @param epochs in force before it was read; the page is true as long as they are
 */
record KeptPage(Epochs epochs, List<RecordState> items, OptionalLong total, Optional<Cursor> next) {

    KeptPage {
        items = List.copyOf(items);
    }

    static KeptPage of(Epochs epochs, RecordPage page) {
        return new KeptPage(
                epochs,
                page.items().stream().map(RecordState::of).toList(),
                page.total(),
                page.next());
    }
}
