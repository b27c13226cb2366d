package io.tabularium.adapter.command;

import io.tabularium.adapter.key.OperatorKeys;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.StorageBackup;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StorageRestore;
import io.tabularium.domain.schema.SchemaCatalog;

/**
 * What commands work with. Each is made when it is asked for, since some commands need the database
 * closed: those of a storage open it, and refuse where there is none.
 */
public interface Ports {

    OperatorKeys keys();

    SchemaCatalog catalog();

    /**
     * Snapshots of the storage.
     *
     * @throws CommandRefused if no directory is set for them, or there is no storage
     */
    StorageBackup backup();

    StorageRestore restore();

    /**
     * The export of a storage.
     *
     * @throws CommandRefused if there is no storage
     */
    StorageExport export();

    /** The import, which makes a storage where there is none. */
    StorageExport emptyStorage();

    /**
     * The indexes of the storage.
     *
     * @throws CommandRefused if there is no storage
     */
    IndexInspector indexes();

    /**
     * The tables of the storage.
     *
     * @throws CommandRefused if there is no storage
     */
    StorageClusterer tables();
}
