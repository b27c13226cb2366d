package io.tabularium.adapter.duckdb.maintenance;

import io.tabularium.adapter.duckdb.engine.Checkpoint;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.write.GroupCommitWriter;
import io.tabularium.adapter.jdbc.write.TableHolds;
import io.tabularium.domain.maintenance.StorageClusterer.Phase;
import io.tabularium.domain.maintenance.StorageClusterer.Progress;
import io.tabularium.domain.schema.Schema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * One rewrite of a table in the order of its clustering, on a connection of its own, with which
 * everything is undone that is not committed. Performed by one thread, stopped by any.
 */
final class TableRewrite implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableRewrite.class);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final WriterConnection connection;
    private final Schema schema;
    private final Dialect dialect = new DuckDbDialect();
    private final RecordCache cache;
    private final Progress progress;
    private final ClusterSql sql;
    private volatile boolean stopped;

    TableRewrite(WriterConnection connection, Schema schema, RecordCache cache, Progress progress) {
        this.connection = connection;
        this.schema = schema;
        this.cache = cache;
        this.progress = progress;
        this.sql = new ClusterSql(new RecordTable(schema, dialect), dialect);
    }

    /**
     * Copies the table, waits until nobody fills it, and puts the copy in its place when the writer
     * thread has time for that.
     *
     * @return the number of rows copied
     * @throws SQLException if the engine fails, or this was stopped; the table is as it was
     * @throws InterruptedException if the thread was interrupted; the table is as it was
     */
    long perform(TableHolds holds, GroupCommitWriter writer)
            throws SQLException, InterruptedException {
        List<String> columns = connection.columns(schema.name().value());
        long copied = copy(columns);
        progress.enter(Phase.WAITING, copied, copied);
        Lock hold = holds.alone(schema.name());
        hold.lockInterruptibly();
        try {
            writer.runExclusively(() -> exchange(columns, copied));
        } finally {
            hold.unlock();
        }
        return copied;
    }

    /** Makes the statement under way fail, if there is one, and every later one. */
    void stop() {
        stopped = true;
        connection.interrupt();
    }

    @Override
    public void close() {
        connection.close();
    }

    private long copy(List<String> columns) throws SQLException {
        connection.begin();
        long all = count(sql.countRows());
        progress.enter(Phase.COPYING, 0, all);
        String copy = ClusterSql.copyOf(schema);
        execute(ClusterSql.drop(copy));
        execute(sql.create(copy, columns));
        execute(sql.fill(copy));
        connection.commit();
        LOG.atInfo()
                .addKeyValue("schema", schema)
                .addKeyValue("records", all)
                .log("clustering_copied");
        return all;
    }

    private long count(String select) throws SQLException {
        try (ResultSet rows = connection.prepare(select).executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void exchange(List<String> columns, long copied) throws SQLException {
        progress.enter(Phase.EXCHANGING, copied, copied);
        long began = System.nanoTime();
        for (String statement : sql.compare(ClusterSql.copyOf(schema))) {
            execute(statement);
        }
        long gone = count(ClusterSql.countGone());
        long fresh = count(ClusterSql.countFresh());
        String upToDate = bringUpToDate(columns, gone);
        connection.begin();
        for (String statement : sql.exchange(upToDate)) {
            execute(statement);
        }
        requireGoing();
        cache.commitUnnamed(schema, connection::commit);
        settle();
        LOG.atInfo()
                .addKeyValue("schema", schema)
                .addKeyValue("left_out", gone)
                .addKeyValue("added", fresh)
                .addKeyValue("held_ms", (System.nanoTime() - began) / NANOS_PER_MILLI)
                .log("clustering_exchanged");
    }

    /** Returns the name of a copy that holds what the table does. */
    private String bringUpToDate(List<String> columns, long gone) throws SQLException {
        String copy = ClusterSql.copyOf(schema);
        connection.begin();
        if (gone > 0) {
            String renewed = ClusterSql.renewedCopyOf(schema);
            execute(ClusterSql.drop(renewed));
            execute(sql.create(renewed, columns));
            execute(sql.renew(copy, renewed));
            execute(ClusterSql.drop(copy));
            copy = renewed;
        }
        execute(sql.complete(copy));
        connection.commit();
        return copy;
    }

    /** The engine refuses while other transactions are open, and does it by itself later. */
    private void settle() {
        try {
            connection.execute(Checkpoint.SQL);
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).addKeyValue("schema", schema).log("checkpoint_postponed");
        }
    }

    private void execute(String statement) throws SQLException {
        requireGoing();
        connection.execute(statement);
    }

    private void requireGoing() throws SQLException {
        if (stopped) {
            throw new SQLException("The rewrite was stopped");
        }
    }
}
