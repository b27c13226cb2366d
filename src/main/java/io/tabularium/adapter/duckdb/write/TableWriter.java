package io.tabularium.adapter.duckdb.write;

import io.tabularium.adapter.jdbc.IdParameters;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.jdbc.write.IndexedProperties;
import io.tabularium.adapter.jdbc.write.TableChanges;
import io.tabularium.adapter.jdbc.write.TouchedKeys;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import org.duckdb.DuckDBAppender;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads and changes the records of one schema, within a transaction that is the caller's; a single
 * change needs none. Immutable.
 */
final class TableWriter {

    /**
     * Up to this number of changes, one statement for each costs less than an appender or a stage.
     */
    private static final int FEW = 2;

    private final Schema schema;
    private final TableSql sql;
    private final RecordStatements statements;
    private final RowReader reader;
    private final AppenderCodec codec;

    /** Positions of the properties that indexes and unique keys cover. */
    private final BitSet indexed = new BitSet();

    /**
     * @param columns the names of the table's columns, in its order
     * @param sizes are told of each text that is written
     */
    TableWriter(RecordTable table, List<String> columns, TextSizes sizes) {
        this.schema = table.schema();
        this.sql = new TableSql(table);
        this.statements = new RecordStatements(table, sizes);
        this.codec = new AppenderCodec(schema, columns, sizes);
        List<Property> covered = inOrder(IndexedProperties.of(schema));
        covered.forEach(property -> indexed.set(property.position()));
        this.reader = new RowReader(table, new Projection(covered));
    }

    /**
     * The records of these identifiers, as far as there are any, without the values that no index
     * or unique key covers: a write is decided without them, and they may be large.
     */
    List<DataRecord> load(WriterConnection connection, List<RecordId> ids) throws SQLException {
        IdParameters parameters = new IdParameters(ids);
        PreparedStatement statement =
                connection.prepare(sql.selectByIds(reader, parameters.places()));
        parameters.bind(statement);
        List<DataRecord> records = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                records.add(reader.read(rows));
            }
        }
        return records;
    }

    /** Makes the changes: a single change by a single statement. */
    void apply(WriterConnection connection, TableChanges changes) throws SQLException {
        if (changes.size() <= FEW) {
            applySingly(connection, changes);
        } else {
            applyTogether(connection, changes);
        }
    }

    private void applySingly(WriterConnection connection, TableChanges changes)
            throws SQLException {
        for (DataRecord removed : changes.removals()) {
            expect(1, statements.delete(connection, removed.id()));
        }
        for (TableChanges.Update update : changes.updates()) {
            expect(1, statements.update(connection, update.after(), written(List.of(update))));
        }
        for (DataRecord inserted : changes.inserts()) {
            expect(1, statements.insert(connection, inserted));
        }
    }

    private void applyTogether(WriterConnection connection, TableChanges changes)
            throws SQLException {
        if (!changes.removals().isEmpty()) {
            remove(connection, changes.removals());
        }
        if (!changes.updates().isEmpty()) {
            update(connection, changes.updates());
        }
        if (!changes.inserts().isEmpty()) {
            insert(connection, changes.inserts());
        }
    }

    /**
     * Which inserts and updates must fail because another record has their identifier or unique
     * key, and the names of that key. Leaves rows in the stage: the transaction is to be undone.
     */
    Map<RecordId, List<String>> takenKeys(WriterConnection connection, TableChanges changes)
            throws SQLException {
        Map<RecordId, List<String>> taken = new HashMap<>();
        stage(connection, changes.inserts());
        collect(connection, sql.selectTakenIds(), TouchedKeys.ID, taken);
        stage(connection, changes.updates().stream().map(TableChanges.Update::after).toList());
        for (UniqueKey key : schema.uniqueKeys()) {
            collect(connection, sql.selectIdsOfTakenKeys(key), key.names(), taken);
        }
        return taken;
    }

    private void remove(WriterConnection connection, List<DataRecord> records) throws SQLException {
        IdParameters ids = idsOf(records);
        PreparedStatement statement = connection.prepare(sql.deleteByIds(ids.places()));
        ids.bind(statement);
        expect(records.size(), statement.executeUpdate());
    }

    /**
     * An update of an indexed column is a removal and an insertion in its index, so these columns
     * are left alone where they can be.
     */
    private void update(WriterConnection connection, List<TableChanges.Update> updates)
            throws SQLException {
        Map<Boolean, List<TableChanges.Update>> moving =
                updates.stream().collect(Collectors.partitioningBy(this::changesIndexed));
        for (List<TableChanges.Update> part : moving.values()) {
            if (!part.isEmpty()) {
                updateFromStage(connection, part);
            }
        }
    }

    private void updateFromStage(WriterConnection connection, List<TableChanges.Update> updates)
            throws SQLException {
        List<DataRecord> records = updates.stream().map(TableChanges.Update::after).toList();
        stage(connection, records);
        IdParameters ids = idsOf(records);
        PreparedStatement statement =
                connection.prepare(sql.updateFromStage(written(updates), ids.places()));
        ids.bind(statement);
        expect(records.size(), statement.executeUpdate());
        connection.execute(sql.emptyStage());
    }

    private void insert(WriterConnection connection, List<DataRecord> records) throws SQLException {
        try (DuckDBAppender appender = connection.appendTo(schema.name().value())) {
            append(appender, records);
        }
    }

    private void stage(WriterConnection connection, List<DataRecord> records) throws SQLException {
        connection.define(sql.createStage());
        try (DuckDBAppender appender = connection.appendToTemporary(sql.stageName())) {
            append(appender, records);
        }
    }

    private void append(DuckDBAppender appender, List<DataRecord> records) throws SQLException {
        for (DataRecord dataRecord : records) {
            appender.beginRow();
            codec.append(appender, dataRecord);
            appender.endRow();
        }
        appender.flush();
    }

    private boolean changesIndexed(TableChanges.Update update) {
        return update.changed().stream()
                .anyMatch(
                        property -> indexed.get(property.position()) && differs(update, property));
    }

    /** The properties whose columns the updates write: those that may differ in one of them. */
    private List<Property> written(List<TableChanges.Update> updates) {
        BitSet written = new BitSet();
        for (TableChanges.Update update : updates) {
            for (Property property : update.changed()) {
                int position = property.position();
                if (!indexed.get(position) || differs(update, property)) {
                    written.set(position);
                }
            }
        }
        return schema.properties().stream()
                .filter(property -> written.get(property.position()))
                .toList();
    }

    private static boolean differs(TableChanges.Update update, Property indexedProperty) {
        return !Objects.equals(
                update.before().data().get(indexedProperty),
                update.after().data().get(indexedProperty));
    }

    private static void collect(
            WriterConnection connection,
            String sql,
            List<String> key,
            Map<RecordId, List<String>> taken)
            throws SQLException {
        try (ResultSet rows = connection.prepare(sql).executeQuery()) {
            while (rows.next()) {
                taken.putIfAbsent(new RecordId(rows.getObject(1, UUID.class)), key);
            }
        }
    }

    private List<Property> inOrder(Set<Property> properties) {
        return schema.properties().stream().filter(properties::contains).toList();
    }

    private static IdParameters idsOf(List<DataRecord> records) {
        return new IdParameters(records.stream().map(DataRecord::id).toList());
    }

    private static void expect(int records, int affected) {
        if (affected != records) {
            throw new IllegalStateException(
                    "%d records were to be changed, %d were".formatted(records, affected));
        }
    }
}
