package io.tabularium.adapter.jdbc.bulk;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.jdbc.write.Commits;
import io.tabularium.adapter.jdbc.write.IndexedProperties;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordWeight;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A bulk load in which unique keys can conflict. Rows are staged first, then resolved: a row is
 * stored if no key of it is held by a stored record or an earlier row that is stored. The engine
 * does it in tables that it can spill; here is no more than a bit for each value that several rows
 * share.
 */
public final class StagedLoad {

    private final Stage stage;
    private final WriteConnection connection;
    private final BulkLoad load;
    private final RecordTable table;
    private final Commits commits;
    private final TextSizes sizes;

    /** Of the rows of this load, which may store nothing. */
    private final TextSizes loaded;

    private final StageSql sql;
    private final MergeSql mergeSql;
    private final OnConflict onConflict;
    private final List<UniqueKey> keys;
    private long staged;
    private long stagedBytes;

    /**
     * @param sizes of the records of the schema; are told of the texts that are about to be
     *     committed
     */
    public StagedLoad(
            Stage stage, BulkLoad load, RecordTable table, Commits commits, TextSizes sizes) {
        this.stage = stage;
        this.connection = stage.connection();
        this.load = load;
        this.table = table;
        this.commits = commits;
        this.sizes = sizes;
        this.loaded = TextSizes.ofEmptyTable(load.schema());
        this.sql = new StageSql(table);
        this.mergeSql = new MergeSql(table);
        this.onConflict = load.options().onConflict();
        this.keys = checkedKeys(load);
    }

    /** Stages the rows. */
    public void stage() throws SQLException {
        for (String statement : sql.createTables()) {
            connection.execute(statement);
        }
        staged = stage.fill(load, loaded, load.options().returning() ? this::weigh : created -> {});
    }

    /**
     * Makes records of all rows and commits them, unless a key of one is taken by a record or by
     * another row; the engine finds that out, at the latest at the commit. Other writes go on
     * meanwhile.
     *
     * @return whether the rows are stored; if not, nothing has changed
     */
    public boolean insertAll() throws SQLException {
        if (load.returns(staged, stagedBytes)) {
            forEachRecord(mergeSql.selectStaged(), load::keep);
        }
        load.count(staged, 0, 0);
        try {
            connection.begin();
            connection.execute(mergeSql.insertAll());
            sizes.noteAll(loaded);
            commits.commitAdditions(connection, load);
        } catch (SQLException e) {
            connection.rollback();
            load.undo();
            if (stage.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
        return true;
    }

    /** Holds the rows against each other; what is stored plays no part yet. */
    public void compareRows() throws SQLException {
        if (onConflict == OnConflict.UPDATE) {
            connection.execute(sql.supersede(conflictKey()));
        }
        if (!keys.isEmpty()) {
            connection.execute(sql.share(keys));
        }
    }

    /**
     * Holds the rows against what is stored and commits, if the load does; what fails is undone
     * with the connection. No record may be written by others meanwhile.
     */
    public void merge(Instant now) throws SQLException {
        connection.begin();
        stage.holdRecords();
        if (onConflict == OnConflict.UPDATE) {
            connection.execute(sql.target(conflictKey()));
        }
        if (!keys.isEmpty()) {
            new KeyResolution(stage, sql, keys).leaveOutConflicting();
        }
        Counts counts = count();
        rejectDuplicates(counts.rejected());
        load.count(counts.created(), counts.updated(), counts.ignored());
        if (load.commits()) {
            write(counts, now);
            sizes.noteAll(loaded);
            commits.commitChanges(connection, load);
        } else {
            connection.rollback();
        }
    }

    private Counts count() throws SQLException {
        Map<Integer, Long> leftOut = new HashMap<>();
        try (ResultSet rows = connection.prepare(StageSql.countLeftOut()).executeQuery()) {
            while (rows.next()) {
                leftOut.put(rows.getInt(1), rows.getLong(2));
            }
        }
        long ignored =
                leftOut.entrySet().stream()
                        .filter(entry -> entry.getKey() < firstRejectingKey())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        long gone = leftOut.values().stream().mapToLong(Long::longValue).sum();
        try (ResultSet rows = connection.prepare(StageSql.countRows()).executeQuery()) {
            rows.next();
            long updated = rows.getLong(2);
            return new Counts(rows.getLong(1) - gone - updated, updated, ignored, gone - ignored);
        }
    }

    /** Names the rows that are reported, and only counts the others. */
    private void rejectDuplicates(long rejected) throws SQLException {
        long reported = 0;
        String select = StageSql.selectLeftOut(firstRejectingKey(), BulkLoad.MAX_REPORTED);
        try (ResultSet rows = connection.prepare(select).executeQuery()) {
            while (rows.next()) {
                load.rejectDuplicate(rows.getLong(2), rows.getLong(3), keys.get(rows.getInt(1)));
                reported++;
            }
        }
        load.rejectFurtherDuplicates(rejected - reported);
    }

    private void write(Counts counts, Instant now) throws SQLException {
        if (counts.updated() > 0) {
            update(counts.updated(), now);
        }
        connection.execute(mergeSql.insert());
        if (load.returns(counts.created() + counts.updated(), 0)) {
            forEachRecord(mergeSql.selectWritten(), load::keep);
        }
    }

    private void weigh(DataRecord created) {
        stagedBytes += RecordWeight.of(created);
    }

    private void update(long records, Instant now) throws SQLException {
        long updated = 0;
        for (String update : mergeSql.update(conflictKey(), IndexedProperties.of(load.schema()))) {
            PreparedStatement statement = connection.prepare(update);
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            updated += statement.executeLargeUpdate();
        }
        if (updated != records) {
            throw new IllegalStateException(
                    "%d records were to be updated, %d were".formatted(records, updated));
        }
    }

    private void forEachRecord(String select, Consumer<DataRecord> visitor) throws SQLException {
        RowReader reader = new RowReader(table, Projection.all(load.schema()));
        try (ResultSet rows = connection.prepare(select).executeQuery()) {
            while (rows.next()) {
                visitor.accept(reader.read(rows));
            }
        }
    }

    /** A row that is left out because of a key before this one is ignored. */
    private int firstRejectingKey() {
        return onConflict == OnConflict.IGNORE ? 1 : 0;
    }

    private UniqueKey conflictKey() {
        return load.options().conflictKey().orElseThrow();
    }

    /** The keys that keep rows out, in the order in which the first that is taken is named. */
    private static List<UniqueKey> checkedKeys(BulkLoad load) {
        Schema schema = load.schema();
        List<UniqueKey> keys = new ArrayList<>(schema.uniqueKeys());
        load.options().conflictKey().ifPresent(keys::remove);
        if (load.options().onConflict() == OnConflict.IGNORE) {
            keys.addFirst(load.options().conflictKey().orElseThrow());
        }
        return keys;
    }

    private record Counts(long created, long updated, long ignored, long rejected) {}
}
