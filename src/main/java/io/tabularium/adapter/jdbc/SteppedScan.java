package io.tabularium.adapter.jdbc;

import io.tabularium.adapter.jdbc.PageReader.Items;
import io.tabularium.adapter.jdbc.size.Parts;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Visits the matches of a query in steps of a few records, so that few are in memory at a time. The
 * places of the records of some steps are read first, page by page. Each statement has the time of
 * a query; the visitor may take as long as it likes. Used for one scan.
 */
final class SteppedScan {

    /** Pages that are small next to the records, and large next to the cost of a query. */
    private static final int STEPS_OF_PAGE = 16;

    private final TableQueries table;
    private final RecordQuery query;
    private final RecordsById byId;
    private final int step;

    /**
     * @param step records that are read at a time
     */
    SteppedScan(TableQueries table, RecordQuery query, int step) {
        this.table = table;
        this.query = query;
        this.byId = new RecordsById(table, query.projection());
        this.step = step;
    }

    /** Does something with a connection, within the time of a query. */
    @FunctionalInterface
    interface Timing {
        <T> T timed(Timed<T> use) throws SQLException;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Timed<T> {
        T with(TimedConnection connection) throws SQLException;
    }

    /** The schema of the records. */
    Schema schema() {
        return query.schema();
    }

    /**
     * Visits the records in the query's order.
     *
     * @param most records to visit
     * @param timing of a connection whose statements see one snapshot
     * @return the number of records
     */
    long visit(long most, Timing timing, Consumer<DataRecord> visitor) throws SQLException {
        long visited = 0;
        Optional<Start> start = Optional.of(new Start.Offset(0));
        while (start.isPresent() && visited < most) {
            int size = (int) Math.min((long) STEPS_OF_PAGE * step, most - visited);
            PageRequest page = new PageRequest(start.get(), size, false);
            Items<Place> places = timing.timed(connection -> table.places(connection, query, page));
            if (!places.items().isEmpty()) {
                visit(places.items(), timing, visitor);
            }
            visited += places.size();
            start = places.next().map(Start.After::new);
        }
        return visited;
    }

    private void visit(List<Place> places, Timing timing, Consumer<DataRecord> visitor)
            throws SQLException {
        List<RecordId> ids = timing.timed(connection -> byId.ids(connection, places));
        for (List<RecordId> some : Parts.of(ids, step)) {
            timing.timed(connection -> byId.read(connection, some)).forEach(visitor);
        }
    }
}
