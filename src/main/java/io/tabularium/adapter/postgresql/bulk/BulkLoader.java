package io.tabularium.adapter.postgresql.bulk;

import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.bulk.StagedLoad;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.jdbc.write.Commits;
import io.tabularium.adapter.postgresql.engine.PostgreSqlDatabase;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.adapter.postgresql.write.PostgreSqlConnection;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.Schema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.InstantSource;

/** Takes bulk loads, each on a connection of its own. Thread-safe. */
public final class BulkLoader {

    private static final Logger LOG = LoggerFactory.getLogger(BulkLoader.class);

    private final PostgreSqlDatabase database;
    private final RecordIdGenerator ids;
    private final InstantSource clock;
    private final Commits commits;
    private final RecordSizes sizes;

    public BulkLoader(
            PostgreSqlDatabase database,
            RecordIdGenerator ids,
            InstantSource clock,
            Commits commits,
            RecordSizes sizes) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.commits = commits;
        this.sizes = sizes;
    }

    /**
     * Takes a load to its end.
     *
     * @throws SQLException if the server fails; nothing is stored then
     */
    public void load(BulkLoad load) throws SQLException {
        boolean direct = load.schema().uniqueKeys().isEmpty();
        if (direct && load.options().dryRun()) {
            load.countAll();
            return;
        }
        load.requireBeforeEachRow(this::requireServer);
        CopiedRows rows = new CopiedRows(database, ids, clock);
        RecordTable table = new RecordTable(load.schema(), new PostgreSqlDialect());
        try (PostgreSqlConnection connection =
                new PostgreSqlConnection(database::connectToLoad, database.commitLimit())) {
            if (direct) {
                loadDirectly(load, connection, new QuotedTable(table), rows);
            } else {
                loadStaged(load, connection, table, rows);
            }
        }
    }

    private void requireServer() {
        if (database.whyUnavailable().isPresent()) {
            throw new StorageUnavailable("The storage failed.", null);
        }
    }

    /** Nothing can conflict, so that rows go straight into the table. */
    private void loadDirectly(
            BulkLoad load, PostgreSqlConnection connection, QuotedTable table, CopiedRows rows)
            throws SQLException {
        Schema schema = load.schema();
        TextSizes loaded = TextSizes.ofEmptyTable(schema);
        CopyCodec codec = new CopyCodec(schema, loaded);
        boolean returning = load.options().returning();
        connection.begin();
        long stored =
                RowCopy.into(
                        connection,
                        "%s (%s)".formatted(table.name(), table.columns()),
                        buffer ->
                                rows.forEach(
                                        load,
                                        (row, created) -> {
                                            buffer.beginRow(codec.columns());
                                            codec.put(buffer, created);
                                        },
                                        returning ? load::keep : created -> {}));
        load.count(stored, 0, 0);
        if (load.commits()) {
            sizes.of(schema).noteAll(loaded);
            commits.commitAdditions(connection, load);
        } else {
            connection.rollback();
        }
    }

    /**
     * Most loads meet no conflict: those are stored beside the single writes, whatever they ask to
     * be done with conflicts. Only what does meet one is resolved while others wait.
     */
    private void loadStaged(
            BulkLoad load, PostgreSqlConnection connection, RecordTable table, CopiedRows rows)
            throws SQLException {
        try {
            StagedLoad staged =
                    new StagedLoad(
                            new CopiedStage(connection, new QuotedTable(table), rows),
                            load,
                            table,
                            commits,
                            sizes.of(load.schema()));
            staged.stage();
            if (load.options().dryRun()) {
                staged.compareRows();
                staged.merge(rows.present());
            } else if (load.commits() && !staged.insertAll()) {
                staged.compareRows();
                staged.merge(rows.present());
            }
        } finally {
            dropStage(connection);
        }
    }

    /** The tables of the stage are those of the connection, which the pool would lend again. */
    private static void dropStage(PostgreSqlConnection connection) {
        connection.rollback();
        try {
            connection.execute("DISCARD TEMP");
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("stage_not_dropped");
            connection.abort();
        }
    }
}
