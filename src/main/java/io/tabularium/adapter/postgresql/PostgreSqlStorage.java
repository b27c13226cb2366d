package io.tabularium.adapter.postgresql;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.jdbc.schema.SchemaManager;
import io.tabularium.adapter.postgresql.engine.PostgreSqlDatabase;
import io.tabularium.adapter.postgresql.engine.ServerNotUsable;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.domain.maintenance.StorageBackup;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.storage.Capability;
import io.tabularium.domain.storage.Lacking;
import io.tabularium.domain.storage.Storage;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A storage on a PostgreSQL server: the one entrance to this room and those below it. */
public final class PostgreSqlStorage implements Storage, MeterBinder {

    /** PostgreSQL has tools of its own for what this storage lacks. */
    static final Lacking LACKING =
            new Lacking(
                    Map.of(
                            Capability.BACKUP,
                            "A PostgreSQL storage is backed up by pg_dump or pg_basebackup.",
                            Capability.RESTORE,
                            "A PostgreSQL storage is restored by pg_restore.",
                            Capability.CLUSTERING,
                            "A PostgreSQL storage is put in order by its statement CLUSTER.",
                            Capability.INDEX_CHECK,
                            "The indexes of a PostgreSQL storage are checked by pg_amcheck, and"
                                    + " made anew by its statement REINDEX."));

    private final PostgreSqlOptions options;
    private final RecordIdGenerator ids;
    private final InstantSource clock;
    private final PostgreSqlDatabase database;

    /**
     * Connects to the server.
     *
     * @throws ServerNotUsable with the reason
     */
    public PostgreSqlStorage(
            PostgreSqlOptions options, RecordIdGenerator ids, InstantSource clock) {
        this.options = options;
        this.ids = ids;
        this.clock = clock;
        this.database = new PostgreSqlDatabase(options.database());
    }

    @Override
    public PostgreSqlRecordStore provision(List<Schema> schemas) {
        PostgreSqlDialect dialect = new PostgreSqlDialect(database.topology());
        new SchemaManager(dialect, database.loads(), clock).provision(schemas);
        return new PostgreSqlRecordStore(database, schemas, options, ids, clock);
    }

    @Override
    public Lacking lacking() {
        return LACKING;
    }

    @Override
    public Optional<StorageBackup> backup() {
        return Optional.empty();
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
