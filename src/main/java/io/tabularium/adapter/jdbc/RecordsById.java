package io.tabularium.adapter.jdbc;

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

    private final TableQueries table;
    private final Projection projection;
    private final RowReader reader;

    RecordsById(TableQueries table, Projection projection) {
        this.table = table;
        this.projection = projection;
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
                        table.builder().idsAt(addresses),
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

    /** The bytes of all texts of the records of some identifiers together. */
    long textBytes(TimedConnection connection, List<RecordId> ids) throws SQLException {
        return connection.query(
                table.builder().textBytes(projection, ids),
                rows -> {
                    rows.next();
                    return rows.getLong(1);
                },
                bytes -> 1);
    }
}
