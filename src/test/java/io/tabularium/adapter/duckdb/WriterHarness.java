package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.duckdb.engine.Checkpoint;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.receipt.ReceiptLimits;
import io.tabularium.adapter.jdbc.schema.SchemaManager;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.Schema;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A writer on a real database, and short ways to use it. */
public final class WriterHarness implements AutoCloseable {

    public static final SlowQueries SLOW = new SlowQueries(Duration.ofSeconds(1));
    public static final ReceiptLimits RECEIPTS =
            new ReceiptLimits(Duration.ofHours(1), 1_000, 1_000_000);

    public static final WriterSettings SETTINGS =
            new WriterSettings(1_000, 256, Duration.ofSeconds(60), RECEIPTS, SLOW);

    public final DuckDbDatabase database;
    public final DuckDbRecordWrites writer;
    public final RecordIdGenerator ids =
            new RecordIdGenerator(InstantSource.system(), new SecureRandom());

    private WriterHarness(
            DuckDbSettings databaseSettings, WriterSettings settings, List<Schema> schemas) {
        database = new DuckDbDatabase(databaseSettings);
        new SchemaManager(
                        new DuckDbDialect(),
                        database.reads(),
                        InstantSource.system(),
                        Checkpoint::perform)
                .provision(schemas);
        writer =
                new DuckDbRecordWrites(
                        database, ids, InstantSource.system(), new RecordCache(0), settings);
    }

    public static WriterHarness inMemory(Schema... schemas) {
        return new WriterHarness(DuckDbSettings.inMemory(), SETTINGS, List.of(schemas));
    }

    public static WriterHarness inMemory(WriterSettings settings, Schema... schemas) {
        return new WriterHarness(DuckDbSettings.inMemory(), settings, List.of(schemas));
    }

    public static WriterHarness at(Path path, Schema... schemas) {
        return new WriterHarness(DuckDbSettings.at(path), SETTINGS, List.of(schemas));
    }

    /** One that merges the log whenever it has grown beyond so much, such as {@code 100KB}. */
    public static WriterHarness at(Path path, String checkpointThreshold, Schema... schemas) {
        DuckDbSettings.Pool pool = new DuckDbSettings.Pool(4, Duration.ofSeconds(5));
        DuckDbSettings settings =
                new DuckDbSettings(
                        path,
                        null,
                        null,
                        null,
                        null,
                        checkpointThreshold,
                        10_000,
                        pool,
                        pool,
                        List.of());
        return new WriterHarness(settings, SETTINGS, List.of(schemas));
    }

    public DataRecord create(RecordData data) {
        return write(new Mutation.Create(ids.next(), data)).record();
    }

    public Change put(RecordId id, RecordData data) {
        return write(new Mutation.Put(id, data, Precondition.NONE));
    }

    public void delete(DataRecord dataRecord) {
        write(new Mutation.Delete(dataRecord.schema(), dataRecord.id(), Precondition.NONE));
    }

    private Change write(Mutation mutation) {
        return writer.write(mutation, Optional.empty());
    }

    public BulkReport load(Schema schema, BulkOptions options, List<RecordData> rows) {
        List<BulkRow> bulk = new ArrayList<>();
        rows.forEach(row -> bulk.add(new BulkRow.Valid(bulk.size(), bulk.size() + 1L, row)));
        Iterator<BulkRow> iterator = bulk.iterator();
        BulkLoad load =
                new BulkLoad(schema, options, () -> iterator.hasNext() ? iterator.next() : null);
        writer.load(load);
        return load.report();
    }

    /** Every record in the order of creation. */
    public List<DataRecord> records(Schema schema) {
        RecordTable table = new RecordTable(schema, new DuckDbDialect());
        RowReader reader = new RowReader(table, Projection.all(schema));
        String select =
                render().select(reader.columns())
                        .from(table.table())
                        .orderBy(table.column(SystemColumn.SEQUENCE))
                        .getSQL();
        List<DataRecord> records = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            while (rows.next()) {
                records.add(reader.read(rows));
            }
            return records;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The values of a statement's only column. */
    public List<String> texts(String select) throws SQLException {
        try (WriterConnection connection = new WriterConnection(database)) {
            return connection.texts(select);
        }
    }

    private static DSLContext render() {
        return DSL.using(SQLDialect.DUCKDB);
    }

    @Override
    public void close() {
        writer.close();
        database.close();
    }
}
