package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.adapter.jdbc.size.PageRoom;
import io.tabularium.adapter.jdbc.size.Parts;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the records at known places of one snapshot, as many at a time as there is room for. Used
 * by one thread.
 */
final class PlacedRecords {

    /** With more addresses than these the text of the statement costs more than it saves. */
    private static final int MOST_BY_ADDRESS = 1_000;

    /** Records with longer texts are read by their identifiers. */
    private static final long LONG_TEXT = 64 * 1_024;

    private final TableQueries table;
    private final RowReader reader;
    private final RecordsById byId;
    private final PageRoom room;
    private final long textBytes;

    PlacedRecords(TableQueries table, Projection projection, TextSizes sizes, PageRoom room) {
        this.table = table;
        this.reader = new RowReader(table.table(), projection);
        this.byId = new RecordsById(table, projection, sizes);
        this.room = room;
        this.textBytes = sizes.textBytes(projection);
    }

    /** Whether one statement better reads this number of records and their places. */
    boolean areBetterReadWhole(int records) {
        return records > MOST_BY_ADDRESS && !room.isStepwise() && !haveLongTexts();
    }

    /** Counts a record of the page that is not read here. */
    void add(DataRecord known) {
        room.add(known);
    }

    /** The records at these places, in no order. */
    List<DataRecord> read(TimedConnection connection, List<Place> places) throws SQLException {
        List<DataRecord> records = new ArrayList<>(places.size());
        int most = haveLongTexts() ? MOST_BY_ADDRESS : room.step(MOST_BY_ADDRESS);
        for (List<Place> some : Parts.of(places, most)) {
            if (haveLongTexts()) {
                readById(connection, some, records);
            } else {
                room.beginStep(room.heapBytes(some.size()));
                add(readByAddress(connection, some), records);
            }
        }
        return records;
    }

    private boolean haveLongTexts() {
        return textBytes > LONG_TEXT;
    }

    private void readById(TimedConnection connection, List<Place> places, List<DataRecord> records)
            throws SQLException {
        for (List<RecordId> part : byId.parts(byId.ids(connection, places))) {
            for (RecordsById.Step step : byId.steps(connection, part, room.bytesOfStep())) {
                room.beginStep(step.heapBytes());
                add(byId.read(connection, step.ids()), records);
            }
        }
    }

    private List<DataRecord> readByAddress(TimedConnection connection, List<Place> places)
            throws SQLException {
        List<Long> addresses = places.stream().map(Place::address).toList();
        return connection.query(
                table.placeQueries().at(reader, addresses),
                rows -> {
                    List<DataRecord> read = new ArrayList<>(addresses.size());
                    while (rows.next()) {
                        read.add(reader.read(rows));
                    }
                    return read;
                },
                List::size);
    }

    private void add(List<DataRecord> read, List<DataRecord> records) {
        read.forEach(room::add);
        records.addAll(read);
    }
}
