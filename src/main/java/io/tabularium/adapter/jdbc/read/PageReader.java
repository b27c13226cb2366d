package io.tabularium.adapter.jdbc.read;

import io.tabularium.adapter.jdbc.ColumnCodec;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.RecordQuery;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a page of the rows that {@link QueryBuilder#page} selects: place, what else makes an item,
 * sort keys.
 */
public final class PageReader {

    private static final int PLACE = 1;

    private final List<ColumnCodec> keyCodecs;
    private final int firstKey;
    private final int size;

    /**
     * @param columns how many columns stand before the sort keys
     */
    public PageReader(RecordTable table, int columns, RecordQuery query, int size) {
        this.keyCodecs =
                query.order().stream()
                        .map(criterion -> table.codec(criterion.field().type()))
                        .toList();
        this.firstKey = columns + 1;
        this.size = size;
    }

    /** Makes an item of a row. */
    @FunctionalInterface
    public interface ItemReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The items of a page, and the position behind them where there are more. */
    public record Items<T>(List<T> items, Optional<Cursor> next) {

        public int size() {
            return items.size();
        }
    }

    public <T> Items<T> read(ResultSet rows, ItemReader<T> reader) throws SQLException {
        List<T> items = new ArrayList<>(size);
        @Nullable Cursor last = null;
        while (items.size() < size && rows.next()) {
            items.add(reader.read(rows));
            if (items.size() == size) {
                last = new Cursor(keys(rows), rows.getLong(PLACE));
            }
        }
        return new Items<>(
                items, last != null && rows.next() ? Optional.of(last) : Optional.empty());
    }

    private List<@Nullable Object> keys(ResultSet row) throws SQLException {
        List<@Nullable Object> keys = new ArrayList<>();
        int column = firstKey;
        for (ColumnCodec codec : keyCodecs) {
            keys.add(codec.read(row, column++));
        }
        return keys;
    }
}
