package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.read.PageReader.Items;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Length;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.adapter.jdbc.size.Parts;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;

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

    /** Places are small. A page of them may cost a sort of the whole table. */
    private static final int PLACES_OF_PAGE = 10_000;

    /** With more addresses the text of the statement costs more than it saves. */
    private static final int ADDRESSES_AT_ONCE = 1_000;

    private final TableQueries table;
    private final RecordQuery query;
    private final Length length;
    private final RecordsById byId;

    SteppedScan(TableQueries table, RecordQuery query, Length length, TextSizes sizes) {
        this.table = table;
        this.query = query;
        this.length = length;
        this.byId = new RecordsById(table, query.projection(), sizes);
    }

    /**
     * Visits the records in the query's order.
     *
     * @param most records to visit
     * @param connection whose statements see one snapshot
     * @return the number of records
     */
    long visit(long most, TimedConnection.Uses connection, Consumer<DataRecord> visitor)
            throws SQLException {
        long visited = 0;
        Optional<Start> start = Optional.of(new Start.Offset(0));
        while (start.isPresent() && visited < most) {
            int size = (int) Math.min(PLACES_OF_PAGE, most - visited);
            PageRequest page = new PageRequest(start.get(), size, false);
            Items<Place> places = connection.use(timed -> table.places(timed, query, length, page));
            for (List<Place> some : Parts.of(places.items(), ADDRESSES_AT_ONCE)) {
                visit(some, connection, visitor);
            }
            visited += places.size();
            start = places.next().map(Start.After::new);
        }
        return visited;
    }

    private void visit(
            List<Place> places, TimedConnection.Uses connection, Consumer<DataRecord> visitor)
            throws SQLException {
        List<RecordId> ids = connection.use(timed -> byId.ids(timed, places));
        for (List<RecordId> part : byId.parts(ids)) {
            for (RecordsById.Step step :
                    connection.use(timed -> byId.steps(timed, part, StreamStep.BYTES))) {
                connection.use(timed -> byId.read(timed, step.ids())).forEach(visitor);
            }
        }
    }
}
