package io.tabularium.adapter.duckdb;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tabularium.adapter.duckdb.bulk.BulkLoader;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.maintenance.StoredOrderSample;
import io.tabularium.adapter.duckdb.maintenance.TableClusterer;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.duckdb.write.AppendedReceipts;
import io.tabularium.adapter.duckdb.write.DuckDbWriteSession;
import io.tabularium.adapter.duckdb.write.TableSql;
import io.tabularium.adapter.duckdb.write.TableWriters;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.cache.View;
import io.tabularium.adapter.jdbc.receipt.CreationReceipt;
import io.tabularium.adapter.jdbc.receipt.JdbcReceiptReader;
import io.tabularium.adapter.jdbc.receipt.ReceiptLedger;
import io.tabularium.adapter.jdbc.receipt.ReceiptWriter;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.jdbc.write.Commits;
import io.tabularium.adapter.jdbc.write.GroupCommitWriter;
import io.tabularium.adapter.jdbc.write.GroupTransactions;
import io.tabularium.adapter.jdbc.write.NewRecords;
import io.tabularium.adapter.jdbc.write.RecordWrites;
import io.tabularium.adapter.jdbc.write.SequenceCounters;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.adapter.jdbc.write.WriterStatistics;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageHealth;
import io.tabularium.domain.maintenance.StoredOrder;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Writes records to DuckDB: single ones through one thread that commits in groups, bulk loads on
 * connections of their own. Thread-safe.
 *
 * <p>After a fatal error of the engine, and until the database is opened anew, every write fails
 * with {@link StorageUnavailable}; whether those took effect that were under way is unknown.
 */
public final class DuckDbRecordWrites implements RecordWrites, StorageHealth, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbRecordWrites.class);

    private final DuckDbDatabase database;
    private final RecordCache cache;
    private final WriterConnection connection;
    private final SequenceCounters sequences;
    private final RecordSizes sizes;
    private final WriterStatistics statistics = new WriterStatistics();
    private final GroupCommitWriter writer;
    private final BulkLoader bulkLoader;
    private final JdbcReceiptReader receipts;
    private final StorageClusterer clusterer;
    private final StoredOrder storedOrder;

    /**
     * @param database stays open longer than this writer
     * @param cache what is kept of that database
     * @throws StorageUnavailable if the database cannot be connected to
     */
    public DuckDbRecordWrites(
            DuckDbDatabase database,
            RecordIdGenerator ids,
            InstantSource clock,
            RecordCache cache,
            WriterSettings settings) {
        this.cache = cache;
        this.database = database;
        Dialect dialect = new DuckDbDialect();
        try {
            connection = new WriterConnection(database);
            TableClusterer.dropCopies(connection);
        } catch (SQLException e) {
            throw database.translate(e);
        }
        sequences = new SequenceCounters(this::lastSequence);
        sizes = new RecordSizes(dialect, database.reads());
        NewRecords records = new NewRecords(ids, sequences, clock);
        ReceiptLedger ledger = new ReceiptLedger(settings.receipts());
        receipts =
                new JdbcReceiptReader(dialect, database.reads(), ledger, clock, Optional.empty());
        receipts.load();
        Commits commits =
                new Commits(
                        cache,
                        new ReceiptWriter(dialect, new AppendedReceipts(), ledger, clock),
                        settings.slow());
        GroupTransactions transactions =
                new GroupTransactions(
                        new DuckDbWriteSession(
                                connection, new TableWriters(dialect, sizes), commits, statistics),
                        records);
        writer = new GroupCommitWriter(settings, transactions::perform, statistics);
        bulkLoader = new BulkLoader(database, writer, records, commits, sizes);
        clusterer = new TableClusterer(database, writer, bulkLoader.holds(), cache);
        storedOrder = new StoredOrderSample(database);
        // Places in the order of creation go on: none is given that was given before.
        database.whenReopened(this::release, cache::clear);
    }

    @Override
    public Change write(Mutation mutation, Optional<CreationReceipt> receipt) {
        start(mutation.schema());
        View view = cache.view(mutation.schema());
        Change change = writer.write(mutation, receipt);
        switch (change) {
            case Change.Insert(DataRecord written) -> view.keep(written);
            case Change.Update(DataRecord written, _) -> view.keep(written);
            case Change.Remove _ -> {}
        }
        return change;
    }

    @Override
    public void load(BulkLoad load) {
        writer.requireAlive();
        start(load.schema());
        try {
            bulkLoader.load(load);
        } catch (SQLException e) {
            throw database.translate(e);
        }
    }

    /** The sizes of the records that this writes. */
    public RecordSizes sizes() {
        return sizes;
    }

    @Override
    public JdbcReceiptReader receipts() {
        return receipts;
    }

    /** Clusters what this writes. */
    public StorageClusterer clusterer() {
        return clusterer;
    }

    /** Tells how far from their order the records are that this writes. */
    public StoredOrder storedOrder() {
        return storedOrder;
    }

    /**
     * A writer that was closed, or that an error of the virtual machine has ended, takes no writes;
     * then only a new start of the process helps.
     */
    @Override
    public Optional<String> whyUnavailable() {
        Optional<String> reason = database.whyUnavailable();
        return reason.isPresent() || writer.isAlive()
                ? reason
                : Optional.of("The writer has ended; restart.");
    }

    @Override
    public Optional<String> impairment() {
        return database.impairment();
    }

    /** Has what the writer does measured. */
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tabularium.writer.waiting", writer, GroupCommitWriter::waiting)
                .description("Single writes and other jobs that wait for the writer")
                .register(registry);
        statistics.bindTo(registry);
    }

    /** Does what waits, then refuses everything with {@link StorageUnavailable}. */
    @Override
    public void close() {
        writer.close();
        connection.close();
    }

    /** Asks the database on this thread what the writer's thread must know of a table. */
    private void start(Schema schema) {
        sequences.start(schema.name());
        sizes.of(schema);
    }

    /** The writer's connection is closed where it is used. */
    private void release() {
        try {
            writer.runExclusively(connection::close);
        } catch (StorageUnavailable e) {
            LOG.atDebug().setCause(e).log("writer_has_ended");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long lastSequence(SchemaName schema) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TableSql.selectLastSequence(schema))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw database.translate(e);
        }
    }
}
