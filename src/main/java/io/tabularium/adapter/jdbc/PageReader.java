package io.tabularium.adapter.jdbc;

import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordPage;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes a page of the rows that {@link QueryBuilder#page} selects. */
final class PageReader {

    private final RowReader reader;
    private final List<ColumnCodec> keyCodecs;
    private final int size;

    PageReader(RowReader reader, RecordQuery query, int size) {
        this.reader = reader;
        this.keyCodecs =
                query.order().stream()
                        .map(criterion -> ColumnCodec.of(criterion.field().type()))
                        .toList();
        this.size = size;
    }

    RecordPage read(ResultSet rows, OptionalLong total) throws SQLException {
        List<DataRecord> items = new ArrayList<>();
        List<@Nullable Object> lastKeys = List.of();
        while (items.size() < size && rows.next()) {
            items.add(reader.read(rows));
            if (items.size() == size) {
                lastKeys = keys(rows);
            }
        }
        boolean more = items.size() == size && rows.next();
        return new RecordPage(
                items,
                total,
                more
                        ? Optional.of(new Cursor(lastKeys, items.getLast().sequence()))
                        : Optional.empty());
    }

    private List<@Nullable Object> keys(ResultSet row) throws SQLException {
        List<@Nullable Object> keys = new ArrayList<>();
        int column = reader.columns().size() + 1;
        for (ColumnCodec codec : keyCodecs) {
            keys.add(codec.read(row, column++));
        }
        return keys;
    }
}
