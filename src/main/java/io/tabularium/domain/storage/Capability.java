package io.tabularium.domain.storage;

/** What a storage may lack beside reading and writing records, which every storage does. */
public enum Capability {
    /** Snapshots of everything, made while the storage is in use. */
    BACKUP,
    /** Snapshots put in the place of the storage. */
    RESTORE,
    /** Records stored in the order that a schema declares with {@code x-cluster}. */
    CLUSTERING,
    /** The comparison of indexes with records, and indexes made anew. */
    INDEX_CHECK
}
