package io.tabularium.adapter.duckdb.maintenance;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.InterruptibleWork;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.write.GroupCommitWriter;
import io.tabularium.adapter.jdbc.write.TableHolds;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.schema.Schema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;

/** Clusters tables. Thread-safe. */
public final class TableClusterer implements StorageClusterer {

    private static final Logger LOG = LoggerFactory.getLogger(TableClusterer.class);
    private static final String THREAD_NAME = "tabularium-clusterer";

    private final DuckDbDatabase database;
    private final GroupCommitWriter writer;
    private final TableHolds holds;
    private final RecordCache cache;

    public TableClusterer(
            DuckDbDatabase database,
            GroupCommitWriter writer,
            TableHolds holds,
            RecordCache cache) {
        this.database = database;
        this.writer = writer;
        this.holds = holds;
        this.cache = cache;
    }

    /**
     * Drops the copies that a process left behind which was killed.
     *
     * @throws SQLException if the database cannot be used
     */
    public static void dropCopies(WriterConnection connection) throws SQLException {
        for (String copy : connection.texts(ClusterSql.selectCopies())) {
            connection.execute(ClusterSql.drop(copy));
            LOG.atInfo().addKeyValue("table", copy).log("clustering_copy_dropped");
        }
    }

    @Override
    public long cluster(Schema schema, Progress progress) throws InterruptedException {
        LOG.atInfo().addKeyValue("schema", schema).log("clustering_started");
        try {
            long records = rewrite(schema, progress);
            LOG.atInfo().addKeyValue("schema", schema).log("clustering_done");
            return records;
        } catch (InterruptedException e) {
            LOG.atInfo().addKeyValue("schema", schema).log("clustering_cancelled");
            throw e;
        } catch (SQLException e) {
            LOG.atError().setCause(e).addKeyValue("schema", schema).log("clustering_failed");
            throw database.translate(e);
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).addKeyValue("schema", schema).log("clustering_failed");
            throw e;
        }
    }

    private long rewrite(Schema schema, Progress progress)
            throws SQLException, InterruptedException {
        boolean exchanged = false;
        try {
            long records = perform(schema, progress);
            exchanged = true;
            return records;
        } finally {
            // After the connection of the rewrite is closed: what that had begun is undone.
            if (!exchanged) {
                dropCopies(schema);
            }
        }
    }

    private long perform(Schema schema, Progress progress)
            throws SQLException, InterruptedException {
        try (TableRewrite rewrite =
                new TableRewrite(new WriterConnection(database), schema, cache, progress)) {
            return InterruptibleWork.perform(
                    THREAD_NAME, () -> rewrite.perform(holds, writer), rewrite::stop);
        }
    }

    /** Does not throw: the next clustering will drop it, or the next start. */
    private void dropCopies(Schema schema) {
        try (WriterConnection connection = new WriterConnection(database)) {
            connection.execute(ClusterSql.drop(ClusterSql.copyOf(schema)));
            connection.execute(ClusterSql.drop(ClusterSql.renewedCopyOf(schema)));
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).addKeyValue("schema", schema).log("clustering_copy_left");
        }
    }
}
