package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.adapter.jdbc.size.Parts;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Reads records with long texts. A column store reads a block around each address, and so the texts
 * of many records; by its identifier it reads little more than the record. Immutable.
 */
final class RecordsById {

    private static final int MOST_AT_ONCE = 1_000;

    /** The texts that one statement reads, in the engine's memory. */
    private static final long TEXT_AT_ONCE = 32 * 1_024 * 1_024;

    private final TableQueries table;
    private final Projection projection;
    private final TextSizes sizes;
    private final RowReader reader;

    /** Records that are read together, and the bytes of heap that they take, at most. */
    record Step(List<RecordId> ids, long heapBytes) {}

    RecordsById(TableQueries table, Projection projection, TextSizes sizes) {
        this.table = table;
        this.projection = projection;
        this.sizes = sizes;
        this.reader = new RowReader(table.table(), projection);
    }

    /**
     * The identifiers of the records at some places, in their order.
     *
     * @param places of the snapshot that the connection sees, at least one
     */
    List<RecordId> ids(TimedConnection connection, List<Place> places) throws SQLException {
        List<Long> addresses = places.stream().map(Place::address).toList();
        Map<Long, RecordId> ids =
                connection.query(
                        table.placeQueries().idsAt(addresses),
                        rows -> {
                            Map<Long, RecordId> found = new HashMap<>();
                            while (rows.next()) {
                                UUID id = rows.getObject(2, UUID.class);
                                found.put(rows.getLong(1), new RecordId(id));
                            }
                            return found;
                        },
                        Map::size);
        return addresses.stream().map(address -> Objects.requireNonNull(ids.get(address))).toList();
    }

    /** The identifiers in parts whose texts the engine can hold at once. */
    List<List<RecordId>> parts(List<RecordId> ids) {
        long longest = Math.max(sizes.textBytes(projection), 1);
        return Parts.of(ids, Math.clamp(TEXT_AT_ONCE / longest, 1, MOST_AT_ONCE));
    }

    /**
     * The steps in which one part is read. A database is asked for the sizes of the records only if
     * the part might not fit into one step.
     *
     * @param part one of {@link #parts}
     * @param most bytes of heap that a step takes, unless it has one record
     */
    List<Step> steps(TimedConnection connection, List<RecordId> part, long most)
            throws SQLException {
        long whole = part.size() * sizes.heapBytes(projection);
        if (whole <= most || part.size() == 1) {
            return List.of(new Step(part, whole));
        }
        Map<RecordId, Long> heapBytes = heapBytes(connection, part);
        List<Step> steps = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < part.size(); i++) {
            long more = Objects.requireNonNull(heapBytes.get(part.get(i)));
            if (i > from && bytes + more > most) {
                steps.add(new Step(part.subList(from, i), bytes));
                from = i;
                bytes = 0;
            }
            bytes += more;
        }
        steps.add(new Step(part.subList(from, part.size()), bytes));
        return steps;
    }

    /** The records of some identifiers that the snapshot has, in their order. */
    List<DataRecord> read(TimedConnection connection, List<RecordId> ids) throws SQLException {
        Map<RecordId, DataRecord> records =
                connection.query(
                        table.builder().of(reader, ids),
                        rows -> {
                            Map<RecordId, DataRecord> found = new HashMap<>();
                            while (rows.next()) {
                                DataRecord read = reader.read(rows);
                                found.put(read.id(), read);
                            }
                            return found;
                        },
                        Map::size);
        List<DataRecord> inOrder = new ArrayList<>(ids.size());
        ids.forEach(id -> inOrder.add(Objects.requireNonNull(records.get(id))));
        return inOrder;
    }

    private Map<RecordId, Long> heapBytes(TimedConnection connection, List<RecordId> ids)
            throws SQLException {
        return connection.query(
                table.builder().textBytes(projection, ids),
                rows -> {
                    Map<RecordId, Long> found = new HashMap<>();
                    while (rows.next()) {
                        found.put(
                                new RecordId(rows.getObject(1, UUID.class)),
                                TextSizes.heapBytes(projection, rows.getLong(2)));
                    }
                    return found;
                },
                Map::size);
    }
}
