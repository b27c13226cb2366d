package io.tabularium.adapter.duckdb;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.duckdb.backup.DuckDbBackup;
import io.tabularium.adapter.duckdb.engine.Checkpoint;
import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.recovery.DatabaseRecovery;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.schema.SchemaManager;
import io.tabularium.domain.maintenance.StorageBackup;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.storage.Lacking;
import io.tabularium.domain.storage.Storage;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A storage on embedded DuckDB: the one entrance to this room and those below it. */
public final class DuckDbStorage implements Storage, MeterBinder {

    private final DuckDbOptions options;
    private final RecordIdGenerator ids;
    private final InstantSource clock;
    private final DuckDbDatabase database;
    private final Optional<StorageBackup> backup;

    /**
     * Opens the database file, or makes one.
     *
     * @throws DatabaseNotOpened with the reason
     */
    public DuckDbStorage(DuckDbOptions options, RecordIdGenerator ids, InstantSource clock) {
        this.options = options;
        this.ids = ids;
        this.clock = clock;
        this.database =
                options.recover()
                        ? new DatabaseRecovery(clock).open(options.database())
                        : new DuckDbDatabase(options.database());
        this.backup =
                options.backups().map(settings -> new DuckDbBackup(database, settings, clock));
    }

    @Override
    public DuckDbRecordStore provision(List<Schema> schemas) {
        new SchemaManager(new DuckDbDialect(), database.reads(), clock, Checkpoint::perform)
                .provision(schemas);
        return new DuckDbRecordStore(database, options, ids, clock);
    }

    @Override
    public Lacking lacking() {
        return Lacking.NOTHING;
    }

    @Override
    public Optional<StorageBackup> backup() {
        return backup;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        database.bindTo(registry);
    }

    @Override
    public void close() {
        database.close();
    }
}
