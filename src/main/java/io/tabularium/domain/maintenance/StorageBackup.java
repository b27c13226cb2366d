package io.tabularium.domain.maintenance;

import io.tabularium.domain.TabulariumException;

import java.util.List;

/** Makes and keeps snapshots of the storage that the process works with. */
public interface StorageBackup {

    /** What is done at the moment; reads and writes go on in all of them. */
    enum Phase {
        /** Rows are copied, as of one moment. */
        COPYING,
        /** Keys and indexes are made. */
        INDEXING,
        /** The copy is opened, read whole and compared. */
        VERIFYING
    }

    /** Is told what is done; by any thread. */
    @FunctionalInterface
    interface Progress {

        /**
         * How far it is.
         *
         * @param copied so many rows are copied
         * @param all so many there are to be copied
         */
        void enter(Phase phase, long copied, long all);
    }

    /**
     * Makes a snapshot. It holds the storage as it was at one moment after this was called: every
     * write that was acknowledged before the call, and of those that go on meanwhile each
     * transaction whole or not at all. Only when it is on disk and verified does it get its name;
     * then the oldest ones beyond the number to be kept are removed; where they cannot be, the
     * snapshot is made nevertheless. To be called by one thread at a time.
     *
     * @throws InterruptedException if the thread was interrupted before the snapshot was verified;
     *     nothing of it is left then
     * @throws TabulariumException if storage or the folder of backups fails, or the copy proves not
     *     to be what was copied; nothing of it is left then, and the storage is as it was
     */
    Snapshot backUp(Progress progress) throws InterruptedException;

    /**
     * The snapshots that there are, the oldest first.
     *
     * @throws TabulariumException if the folder of backups cannot be read
     */
    List<Snapshot> list();
}
