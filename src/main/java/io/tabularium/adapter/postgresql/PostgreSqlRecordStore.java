package io.tabularium.adapter.postgresql;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.write.JdbcRecordWriter;
import io.tabularium.adapter.postgresql.engine.PostgreSqlDatabase;
import io.tabularium.adapter.postgresql.read.PostgreSqlRecordReader;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageHealth;
import io.tabularium.domain.maintenance.StoredOrder;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.storage.RecordStore;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Records in a database whose tables are provisioned. */
public final class PostgreSqlRecordStore implements RecordStore, MeterBinder {

    private final PostgreSqlRecordWrites writes;
    private final RecordWriter writer;
    private final PostgreSqlRecordReader reader;

    /**
     * @param database stays open longer than this store
     */
    PostgreSqlRecordStore(
            PostgreSqlDatabase database,
            List<Schema> schemas,
            PostgreSqlOptions options,
            RecordIdGenerator ids,
            InstantSource clock) {
        writes = new PostgreSqlRecordWrites(database, schemas, options, ids, clock);
        reader =
                new PostgreSqlRecordReader(
                        database,
                        writes.sizes(),
                        new QueryTimes(options.writer().maxWait(), options.writer().slow()));
        writer = new JdbcRecordWriter(writes, reader);
    }

    @Override
    public RecordReader reader() {
        return reader;
    }

    @Override
    public RecordWriter writer() {
        return writer;
    }

    @Override
    public StorageHealth health() {
        return writes;
    }

    @Override
    public Optional<StorageClusterer> clusterer() {
        return Optional.empty();
    }

    @Override
    public Optional<StoredOrder> storedOrder() {
        return Optional.empty();
    }

    @Override
    public Optional<IndexInspector> indexInspector() {
        return Optional.empty();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        writes.bindTo(registry);
    }

    @Override
    public void close() {
        reader.close();
        writes.close();
    }
}
