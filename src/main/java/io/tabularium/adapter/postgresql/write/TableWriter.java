package io.tabularium.adapter.postgresql.write;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.jdbc.write.IndexedProperties;
import io.tabularium.adapter.jdbc.write.TableChanges;
import io.tabularium.adapter.jdbc.write.TouchedKeys;
import io.tabularium.adapter.postgresql.engine.CommitWarnings;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads and changes the records of one schema, in statements of many rows. Immutable. */
final class TableWriter {

    private final Schema schema;
    private final TableSql sql;
    private final RowReader reader;
    private final TextSizes sizes;
    private final boolean isSpread;

    /**
     * @param sizes are told of each text that is written
     * @param isSpread whether the rows may be on several nodes of a cluster
     */
    TableWriter(RecordTable table, TextSizes sizes, boolean isSpread) {
        this.isSpread = isSpread;
        this.schema = table.schema();
        this.sql = new TableSql(table);
        this.sizes = sizes;
        Set<Property> covered = IndexedProperties.of(schema);
        this.reader =
                new RowReader(
                        table,
                        new Projection(
                                schema.properties().stream().filter(covered::contains).toList()));
    }

    /**
     * Locks the records of these identifiers in order of their identifiers, and reads of them what
     * indexes and unique keys cover.
     */
    List<DataRecord> lock(WriteConnection connection, Collection<RecordId> ids)
            throws SQLException {
        List<DataRecord> records = new ArrayList<>(ids.size());
        if (isSpread) {
            lockOneByOne(connection, ids, records);
        } else {
            PreparedStatement statement = connection.prepare(sql.selectForUpdate(reader));
            bindIds(statement, ids);
            readAll(statement, records);
        }
        return records;
    }

    /** A cluster locks no rows on several nodes in one statement. */
    private void lockOneByOne(
            WriteConnection connection, Collection<RecordId> ids, List<DataRecord> records)
            throws SQLException {
        PreparedStatement statement = connection.prepare(sql.selectOneForUpdate(reader));
        for (RecordId id : ids.stream().sorted().toList()) {
            statement.setObject(1, id.value());
            readAll(statement, records);
        }
    }

    private void readAll(PreparedStatement statement, List<DataRecord> records)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                records.add(reader.read(rows));
            }
        }
    }

    /**
     * What came of inserts.
     *
     * @param places of the records that were inserted, in the order of creation
     * @param taken the records that were not, with the names of the key that another record has; no
     *     name if that record is not found
     */
    record Inserted(Map<RecordId, Long> places, Map<RecordId, List<String>> taken) {
        static final Inserted NONE = new Inserted(Map.of(), Map.of());
    }

    /** Makes the changes. */
    Inserted apply(WriteConnection connection, TableChanges changes) throws SQLException {
        if (!changes.removals().isEmpty()) {
            remove(connection, changes.removals());
        }
        if (!changes.updates().isEmpty()) {
            update(connection, changes.updates());
        }
        return changes.inserts().isEmpty() ? Inserted.NONE : insert(connection, changes.inserts());
    }

    /** Which of some records have an identifier or a key that another record has. */
    Map<RecordId, List<String>> takenKeys(WriteConnection connection, TableChanges changes)
            throws SQLException {
        Map<RecordId, List<String>> taken = takenIds(connection, changes.inserts());
        List<DataRecord> updated =
                changes.updates().stream().map(TableChanges.Update::after).toList();
        addTakenKeys(connection, changes.inserts(), taken);
        addTakenKeys(connection, updated, taken);
        return taken;
    }

    private void remove(WriteConnection connection, List<DataRecord> records) throws SQLException {
        PreparedStatement statement = connection.prepare(sql.delete());
        bindIds(statement, records.stream().map(DataRecord::id).toList());
        expect(records.size(), statement.executeUpdate());
    }

    private void update(WriteConnection connection, List<TableChanges.Update> updates)
            throws SQLException {
        List<Property> written = written(updates);
        List<DataRecord> records = updates.stream().map(TableChanges.Update::after).toList();
        PreparedStatement statement = connection.prepare(sql.update(written));
        RowArrays arrays =
                new RowArrays(statement, records, sizes)
                        .bind(SystemColumn.ID)
                        .bind(SystemColumn.VERSION)
                        .bind(SystemColumn.UPDATED_AT);
        for (Property property : written) {
            arrays.bind(property);
        }
        sizes.announce();
        expect(records.size(), statement.executeUpdate());
    }

    private Inserted insert(WriteConnection connection, List<DataRecord> records)
            throws SQLException {
        PreparedStatement statement = connection.prepare(sql.insert());
        RowArrays arrays = new RowArrays(statement, records, sizes);
        for (SystemColumn column : TableSql.INSERTED) {
            arrays.bind(column);
        }
        for (Property property : schema.properties()) {
            arrays.bind(property);
        }
        sizes.announce();
        Map<RecordId, Long> places = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                places.put(new RecordId(rows.getObject(1, UUID.class)), rows.getLong(2));
            }
        }
        if (statement.getConnection().getAutoCommit()) {
            CommitWarnings.requireReplicated(statement.getConnection(), statement.getWarnings());
        }
        if (places.size() == records.size()) {
            return new Inserted(places, Map.of());
        }
        List<DataRecord> missing =
                records.stream().filter(row -> !places.containsKey(row.id())).toList();
        Map<RecordId, List<String>> taken = takenIds(connection, missing);
        addTakenKeys(connection, missing, taken);
        missing.forEach(row -> taken.putIfAbsent(row.id(), List.of()));
        return new Inserted(places, taken);
    }

    private Map<RecordId, List<String>> takenIds(
            WriteConnection connection, List<DataRecord> records) throws SQLException {
        Map<RecordId, List<String>> taken = new HashMap<>();
        if (!records.isEmpty()) {
            PreparedStatement statement = connection.prepare(sql.selectTakenIds());
            bindIds(statement, records.stream().map(DataRecord::id).toList());
            collect(statement, TouchedKeys.ID, taken);
        }
        return taken;
    }

    private void addTakenKeys(
            WriteConnection connection, List<DataRecord> records, Map<RecordId, List<String>> taken)
            throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        for (UniqueKey key : schema.uniqueKeys()) {
            PreparedStatement statement = connection.prepare(sql.selectIdsOfTakenKeys(key));
            RowArrays arrays = new RowArrays(statement, records, sizes).bind(SystemColumn.ID);
            for (Property property : key.properties()) {
                arrays.bind(property);
            }
            collect(statement, key.names(), taken);
        }
    }

    private static void collect(
            PreparedStatement statement, List<String> key, Map<RecordId, List<String>> taken)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                taken.putIfAbsent(new RecordId(rows.getObject(1, UUID.class)), key);
            }
        }
    }

    /** The properties whose columns the updates write: those that may differ in one of them. */
    private List<Property> written(List<TableChanges.Update> updates) {
        BitSet written = new BitSet();
        for (TableChanges.Update update : updates) {
            update.changed().forEach(property -> written.set(property.position()));
        }
        return schema.properties().stream()
                .filter(property -> written.get(property.position()))
                .toList();
    }

    private static void bindIds(PreparedStatement statement, Collection<RecordId> ids)
            throws SQLException {
        statement.setArray(
                1,
                statement
                        .getConnection()
                        .createArrayOf(
                                "uuid", ids.stream().map(id -> id.value().toString()).toArray()));
    }

    private static void expect(int records, int affected) {
        if (affected != records) {
            throw new IllegalStateException(
                    "%d records were to be changed, %d were".formatted(records, affected));
        }
    }
}
