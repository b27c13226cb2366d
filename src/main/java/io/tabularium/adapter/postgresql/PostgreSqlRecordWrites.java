package io.tabularium.adapter.postgresql;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.cache.RecordCache;
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
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.adapter.jdbc.write.WriterStatistics;
import io.tabularium.adapter.postgresql.bulk.BulkLoader;
import io.tabularium.adapter.postgresql.engine.PostgreSqlDatabase;
import io.tabularium.adapter.postgresql.instance.AnnouncedSizes;
import io.tabularium.adapter.postgresql.instance.ChangedDefinitions;
import io.tabularium.adapter.postgresql.instance.InstanceWatch;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.adapter.postgresql.write.ConfirmedReceipts;
import io.tabularium.adapter.postgresql.write.IndexEntries;
import io.tabularium.adapter.postgresql.write.InsertedReceipts;
import io.tabularium.adapter.postgresql.write.PostgreSqlWriteSession;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.maintenance.StorageHealth;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Writes records to PostgreSQL: single ones in groups, each group on one of several connections;
 * bulk loads on connections of their own. Thread-safe.
 *
 * <p>The writes of one record are all done by the same connection, so that they keep their order
 * and wait for nobody else of this process.
 *
 * <p>While the server is gone every write fails with {@link StorageUnavailable}; whether those took
 * effect that were under way is unknown.
 */
final class PostgreSqlRecordWrites implements RecordWrites, StorageHealth, AutoCloseable {

    private final PostgreSqlDatabase database;
    private final RecordSizes sizes;
    private final ChangedDefinitions definitions;
    private final InstanceWatch others;
    private final WriterStatistics statistics = new WriterStatistics();
    private final List<GroupCommitWriter> lanes;
    private final BulkLoader bulkLoader;
    private final JdbcReceiptReader receipts;
    private final Map<Schema, IndexEntries> entries = new ConcurrentHashMap<>();

    /**
     * Reads how long the texts of the tables are, which takes its time where there are many
     * records.
     *
     * @param database stays open longer than this writer
     * @throws StorageUnavailable if the server is gone
     */
    PostgreSqlRecordWrites(
            PostgreSqlDatabase database,
            List<Schema> schemas,
            PostgreSqlOptions options,
            RecordIdGenerator ids,
            InstantSource clock) {
        this.database = database;
        Dialect dialect = new PostgreSqlDialect();
        WriterSettings settings = options.writer();
        AnnouncedSizes announced = new AnnouncedSizes(database.writes(), database.loads());
        this.sizes = announced.sizes();
        schemas.forEach(sizes::of);
        this.definitions = new ChangedDefinitions(schemas);
        ReceiptLedger ledger = new ReceiptLedger(settings.receipts());
        this.receipts =
                new JdbcReceiptReader(
                        dialect,
                        database.writes(),
                        ledger,
                        clock,
                        Optional.of(new ConfirmedReceipts(database.commitLimit())));
        receipts.load();
        Commits commits =
                new Commits(
                        new RecordCache(0),
                        new ReceiptWriter(dialect, new InsertedReceipts(), ledger, clock),
                        settings.slow());
        int number = options.database().writers();
        this.lanes =
                Stream.generate(() -> lane(settings.shared(number), commits, ids, clock))
                        .limit(number)
                        .toList();
        this.bulkLoader = new BulkLoader(database, ids, clock, commits, sizes);
        this.others = new InstanceWatch(database.writes(), List.of(announced, definitions));
    }

    private GroupCommitWriter lane(
            WriterSettings settings, Commits commits, RecordIdGenerator ids, InstantSource clock) {
        GroupTransactions transactions =
                new GroupTransactions(
                        new PostgreSqlWriteSession(database, sizes, commits, statistics),
                        new NewRecords(ids, _ -> PostgreSqlWriteSession.UNPLACED, clock));
        return new GroupCommitWriter(settings, transactions::perform, statistics);
    }

    @Override
    public Change write(Mutation mutation, Optional<CreationReceipt> receipt) {
        requireEntries(mutation);
        sizes.of(mutation.schema());
        return laneOf(mutation.id()).write(mutation, receipt);
    }

    @Override
    public void load(BulkLoad load) {
        lanes.getFirst().requireAlive();
        sizes.of(load.schema());
        try {
            bulkLoader.load(load);
        } catch (SQLException e) {
            throw database.translate(e);
        }
    }

    /** The sizes of the records that this writes. */
    RecordSizes sizes() {
        return sizes;
    }

    @Override
    public JdbcReceiptReader receipts() {
        return receipts;
    }

    /**
     * A writer that was closed, or that an error of the virtual machine has ended, takes no writes;
     * then only a new start of the process helps.
     */
    @Override
    public Optional<String> whyUnavailable() {
        Optional<String> reason = database.whyUnavailable();
        return reason.isPresent() || lanes.stream().allMatch(GroupCommitWriter::isAlive)
                ? reason
                : Optional.of("The writer has ended; restart.");
    }

    @Override
    public Optional<String> impairment() {
        return definitions.impairment();
    }

    /** Has what the writer does measured. */
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "tabularium.writer.waiting",
                        lanes,
                        all -> all.stream().mapToInt(GroupCommitWriter::waiting).sum())
                .description("Single writes and other jobs that wait for the writer")
                .register(registry);
        statistics.bindTo(registry);
    }

    /** Does what waits, then refuses everything with {@link StorageUnavailable}. */
    @Override
    public void close() {
        lanes.forEach(GroupCommitWriter::close);
        others.close();
    }

    private void requireEntries(Mutation mutation) {
        IndexEntries entries = this.entries.computeIfAbsent(mutation.schema(), IndexEntries::new);
        switch (mutation) {
            case Mutation.Create create -> entries.require(create.data());
            case Mutation.Put put -> entries.require(put.data());
            case Mutation.Amend amend -> amend.versions().forEach(entries::require);
            case Mutation.Delete _ -> {}
        }
    }

    private GroupCommitWriter laneOf(RecordId id) {
        int hash = id.hashCode();
        return lanes.get(Math.floorMod(hash ^ hash >>> 16, lanes.size()));
    }
}
