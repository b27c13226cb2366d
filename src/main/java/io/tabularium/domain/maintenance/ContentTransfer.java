package io.tabularium.domain.maintenance;

import io.tabularium.domain.TabulariumException;

/**
 * Gives all that a storage holds, and takes all that another storage holds. To be used by one
 * thread at a time.
 */
public interface ContentTransfer {

    /** What is done with the content of a storage. */
    @FunctionalInterface
    interface Reading<T, E extends Exception> {

        /** Reads what it needs. The content must not be used later. */
        T of(StorageContent content) throws E;
    }

    /**
     * Has the content read, as of one moment after this was called.
     *
     * @return what the reading returned
     * @throws E if the reading threw it
     * @throws TabulariumException if the storage fails
     */
    <T, E extends Exception> T read(Reading<T, E> reading) throws E;

    /**
     * Returns if there are neither records nor receipts.
     *
     * @throws BackupRefused if there are some
     * @throws TabulariumException if the storage fails
     */
    void requireNoRecords();

    /**
     * Stores all of the content, in one transaction: all of it is there afterwards, or the storage
     * is as it was. New records get places behind those of the content. Schemas without records
     * that the storage knows already are forgotten.
     *
     * @throws BackupRefused if there are records or receipts already, or the storage cannot hold
     *     the content
     * @throws TabulariumException if the storage fails
     */
    void store(StorageContent content);
}
