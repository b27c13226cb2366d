package io.tabularium.adapter.postgresql.read;

import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.adapter.jdbc.size.PageRoom;
import io.tabularium.adapter.postgresql.read.SegmentQueries.Extent;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the records of one page, segment by segment. Used once. */
final class SegmentedPage {

    private final SegmentQueries queries;
    private final RecordQuery query;
    private final PageRequest page;
    private final PageRoom room;
    private final PageColumns columns;
    private final List<DataRecord> items = new ArrayList<>();
    private @Nullable Cursor last;
    private boolean isFull;

    SegmentedPage(SegmentQueries queries, RecordQuery query, PageRequest page, PageRoom room) {
        this.queries = queries;
        this.query = query;
        this.page = page;
        this.room = room;
        this.columns = queries.columns(query);
    }

    /**
     * Reads the page.
     *
     * @param connection whose statements see one snapshot, unless the page is one statement
     */
    void read(TimedConnection connection) throws SQLException {
        switch (page.start()) {
            case Start.Offset offset -> readFrom(connection, offset.skipped());
            case Start.After after -> readBehind(connection, after.cursor());
        }
    }

    /** Whether one statement reads the page, whatever it finds. */
    boolean isOneStatement() {
        return SegmentQueries.segments(query).size() == 1 && !room.isStepwise();
    }

    /** The records that were read. */
    List<DataRecord> items() {
        return items;
    }

    /** The position behind the page, if there are more records. */
    Optional<Cursor> next() {
        return isFull ? Optional.ofNullable(last) : Optional.empty();
    }

    private void readFrom(TimedConnection connection, long skipped) throws SQLException {
        long left = skipped;
        for (Segment segment : SegmentQueries.segments(query)) {
            int before = items.size();
            read(connection, segment, Optional.empty(), left);
            if (isFull) {
                return;
            }
            if (items.size() > before) {
                left = 0;
            } else if (left > 0) {
                left = Math.max(0, left - count(connection, segment));
            }
        }
    }

    private void readBehind(TimedConnection connection, Cursor cursor) throws SQLException {
        boolean isAmongNulls = !cursor.keys().isEmpty() && cursor.keys().getFirst() == null;
        for (Segment segment : SegmentQueries.segments(query)) {
            switch (segment) {
                case WHOLE -> read(connection, segment, Optional.of(cursor), 0);
                case VALUES -> {
                    if (!isAmongNulls) {
                        read(connection, segment, Optional.of(cursor), 0);
                    }
                }
                case NULLS ->
                        read(
                                connection,
                                segment,
                                isAmongNulls ? Optional.of(cursor) : Optional.empty(),
                                0);
            }
            if (isFull) {
                return;
            }
        }
    }

    private void read(
            TimedConnection connection, Segment segment, Optional<Cursor> behind, long skipped)
            throws SQLException {
        Extent extent = new Extent(page.size() + 1L - items.size(), skipped);
        SqlStatement statement = queries.rows(columns, query, segment, behind, extent);
        connection.query(
                statement,
                room.isStepwise() ? room.step(page.size()) : 0,
                this::take,
                read -> read);
    }

    /** Takes rows until the page is full; returns their number. */
    private int take(ResultSet rows) throws SQLException {
        int taken = 0;
        int step = room.step(page.size());
        while (items.size() < page.size()) {
            if (taken % step == 0) {
                room.beginStep(room.heapBytes(step));
            }
            if (!rows.next()) {
                return taken;
            }
            DataRecord read = columns.read(rows);
            room.add(read);
            items.add(read);
            taken++;
            if (items.size() == page.size()) {
                last = new Cursor(columns.keys(rows), read.sequence());
            }
        }
        isFull = rows.next();
        return taken;
    }

    private long count(TimedConnection connection, Segment segment) throws SQLException {
        return connection.query(
                queries.count(query, segment),
                rows -> {
                    rows.next();
                    return rows.getLong(1);
                },
                count -> 1);
    }
}
