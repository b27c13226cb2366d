package io.tabularium.domain.storage;

import io.tabularium.domain.maintenance.StorageBackup;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.evolution.SchemaRefused;

import java.util.List;
import java.util.Optional;

/** A storage that is open. Thread-safe. */
public interface Storage extends AutoCloseable {

    /**
     * Makes the storage ready for the records of schemas, and returns what works on them. Creates
     * what is missing, applies additive changes, and stores the definition of each schema: all or
     * nothing. To be called once.
     *
     * @throws SchemaRefused if a schema differs from what is stored in a way that could lose or
     *     contradict stored records; nothing was changed then
     */
    RecordStore provision(List<Schema> schemas);

    /** The capabilities that this storage lacks. */
    Lacking lacking();

    /** Snapshots; empty if the storage lacks them, or no directory is set for them. */
    Optional<StorageBackup> backup();

    /** Ends what is under way. The record store is to be closed before. */
    @Override
    void close();
}
