package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.cache.RecordState;
import io.tabularium.adapter.jdbc.cache.States;
import io.tabularium.adapter.jdbc.cache.View;
import io.tabularium.adapter.jdbc.read.PageReader;
import io.tabularium.adapter.jdbc.read.PageReader.Items;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.domain.query.CanonicalText;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordPage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds one page and, where it is wanted, its total, in what is kept as far as it goes.
 *
 * <p>A column store reads a page of whole records dearly: of each column the block around each
 * record. So the places of the page's records are read first, which takes the sort keys and little
 * else. The places say in which state each record is in that snapshot; states that are known come
 * from memory, and only the others are read. Used for one read.
 */
final class PageSearch {

    private final TableQueries table;
    private final RecordQuery query;
    private final PageRequest page;
    private final View view;
    private final States states;
    private final String text;
    private final String filterText;

    PageSearch(TableQueries table, RecordQuery query, PageRequest page, View view) {
        this.table = table;
        this.query = query;
        this.page = page;
        this.view = view;
        this.states = view.states(query.projection());
        this.text = CanonicalText.of(query);
        this.filterText = CanonicalText.of(query.filter());
    }

    /** The page, where it is kept. */
    Optional<RecordPage> kept() {
        return view.page(text, page, states);
    }

    /** What other searches must have in common to take the same page; empty if none may. */
    Optional<SharedSearches.Key> key() {
        OptionalLong epoch = view.epoch();
        return epoch.isPresent()
                ? Optional.of(new SharedSearches.Key(text, page, epoch.getAsLong()))
                : Optional.empty();
    }

    /**
     * Reads the page, and keeps it.
     *
     * @param connection whose statements see one snapshot
     * @param placed reads the records that memory does not know
     */
    RecordPage read(TimedConnection connection, PlacedRecords placed) throws SQLException {
        if (!page.counted()) {
            return kept(readItems(connection, placed), OptionalLong.empty());
        }
        OptionalLong known = view.count(filterText);
        if (known.isPresent()) {
            Items<DataRecord> items =
                    isBeyond(known.getAsLong()) ? nothing() : readItems(connection, placed);
            if (view.isCurrent()) {
                return kept(items, known);
            }
        }
        long total = table.count(connection, query.filter());
        view.keep(filterText, total);
        Items<DataRecord> items = isBeyond(total) ? nothing() : readItems(connection, placed);
        return kept(items, OptionalLong.of(total));
    }

    private RecordPage kept(Items<DataRecord> items, OptionalLong total) {
        RecordPage found = new RecordPage(items.items(), total, items.next());
        view.keep(text, page, found);
        return found;
    }

    private static Items<DataRecord> nothing() {
        return new Items<>(List.of(), Optional.empty());
    }

    /** Whether there is no need to look for the page. */
    private boolean isBeyond(long total) {
        return switch (page.start()) {
            case PageRequest.Start.Offset offset -> offset.skipped() >= total;
            case PageRequest.Start.After _ -> total == 0;
        };
    }

    private Items<DataRecord> readItems(TimedConnection connection, PlacedRecords placed)
            throws SQLException {
        Items<Place> places = table.places(connection, query, page);
        Map<RecordState, DataRecord> records = new HashMap<>();
        List<Place> unknown = new ArrayList<>();
        for (Place place : places.items()) {
            states.find(place.state())
                    .ifPresentOrElse(
                            known -> {
                                placed.add(known);
                                records.put(place.state(), known);
                            },
                            () -> unknown.add(place));
        }
        if (placed.areBetterReadWhole(unknown.size())) {
            return readWhole(connection);
        }
        for (DataRecord read : placed.read(connection, unknown)) {
            records.put(RecordState.of(read), kept(read));
        }
        return new Items<>(
                places.items().stream().map(place -> records.get(place.state())).toList(),
                places.next());
    }

    private Items<DataRecord> readWhole(TimedConnection connection) throws SQLException {
        RowReader reader = new RowReader(table.table(), query.projection());
        PageReader pages =
                new PageReader(table.table(), reader.columns().size(), query, page.size());
        return connection.query(
                table.builder().page(reader, query, page),
                rows -> pages.read(rows, row -> kept(reader.read(row))),
                Items::size);
    }

    private DataRecord kept(DataRecord read) {
        states.keep(read);
        return read;
    }
}
