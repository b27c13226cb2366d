package io.tabularium.adapter.jdbc;

import io.tabularium.adapter.jdbc.PageReader.Items;
import io.tabularium.adapter.jdbc.cache.View;
import io.tabularium.domain.query.CanonicalText;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordPage;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds one page and, where it is wanted, its total, in what is kept as far as it goes.
 *
 * <p>A column store reads a page of whole records dearly: of each column the block around each
 * record. So where a page was answered before, and is only out of date, the places of its records
 * are looked for first, which takes the sort keys and the places alone; if all of them are known
 * that is all. Used for one read.
 */
final class PageSearch {

    private final TableQueries table;
    private final RecordQuery query;
    private final PageRequest page;
    private final View view;
    private final String text;
    private final String filterText;

    PageSearch(TableQueries table, RecordQuery query, PageRequest page, View view) {
        this.table = table;
        this.query = query;
        this.page = page;
        this.view = view;
        this.text = CanonicalText.of(query);
        this.filterText = CanonicalText.of(query.filter());
    }

    /** The page, where it is kept. */
    Optional<RecordPage> kept() {
        return view.page(text, page);
    }

    /**
     * Reads the page, and keeps it.
     *
     * @param connection in one snapshot, where a total is wanted
     */
    RecordPage read(TimedConnection connection) throws SQLException {
        if (!page.counted()) {
            return kept(readItems(connection), OptionalLong.empty());
        }
        OptionalLong known = view.count(filterText);
        if (known.isPresent()) {
            Items<DataRecord> items = readItems(connection, known.getAsLong());
            if (view.isCurrent()) {
                return kept(items, known);
            }
        }
        long total = table.count(connection, query.filter());
        view.keep(filterText, total);
        return kept(readItems(connection, total), OptionalLong.of(total));
    }

    private RecordPage kept(Items<DataRecord> items, OptionalLong total) {
        RecordPage found = new RecordPage(items.items(), total, items.next());
        view.keep(text, page, found);
        return found;
    }

    private Items<DataRecord> readItems(TimedConnection connection, long total)
            throws SQLException {
        return isBeyond(total) ? new Items<>(List.of(), Optional.empty()) : readItems(connection);
    }

    /** Whether there is no need to look for the page. */
    private boolean isBeyond(long total) {
        return switch (page.start()) {
            case PageRequest.Start.Offset offset -> offset.skipped() >= total;
            case PageRequest.Start.After _ -> total == 0;
        };
    }

    private Items<DataRecord> readItems(TimedConnection connection) throws SQLException {
        Map<Long, DataRecord> known = view.recordsOfPage(text, page);
        if (!known.isEmpty()) {
            Optional<Items<DataRecord>> kept = keptAt(readPlaces(connection), known);
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        RowReader reader = new RowReader(table.table(), query.projection());
        PageReader pages = new PageReader(reader.columns().size(), query, page.size());
        return connection.query(
                table.builder().page(reader, query, page),
                rows -> pages.read(rows, reader::read),
                Items::size);
    }

    private Items<Long> readPlaces(TimedConnection connection) throws SQLException {
        PageReader pages = new PageReader(1, query, page.size());
        return connection.query(
                table.builder().places(query, page),
                rows -> pages.read(rows, row -> row.getLong(1)),
                Items::size);
    }

    /** The records at these places, if all are known and of the state that the places are of. */
    private Optional<Items<DataRecord>> keptAt(Items<Long> places, Map<Long, DataRecord> known) {
        return known.keySet().containsAll(places.items()) && view.isCurrent()
                ? Optional.of(
                        new Items<>(
                                places.items().stream().map(known::get).toList(), places.next()))
                : Optional.empty();
    }
}
