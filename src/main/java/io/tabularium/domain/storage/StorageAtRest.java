package io.tabularium.domain.storage;

import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StorageRestore;

import java.util.Optional;

/** A storage that no process serves, as commands find it. Each use opens and closes it. */
public interface StorageAtRest {

    /** Why there is nothing to work with, for operators; empty if there is a storage. */
    Optional<String> whyMissing();

    /** The export of the storage, and the import, which makes a storage where there is none. */
    StorageExport export();

    /** Snapshots put in its place; empty if the storage lacks {@link Capability#RESTORE}. */
    Optional<StorageRestore> restore();

    /** The capabilities that this storage lacks. */
    Lacking lacking();
}
