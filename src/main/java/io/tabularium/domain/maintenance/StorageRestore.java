package io.tabularium.domain.maintenance;

import java.util.Optional;

/** Puts a snapshot in the place of the storage, which nobody may have open. */
public interface StorageRestore {

    /** The name that stands for the newest snapshot. */
    String LATEST = "latest";

    /**
     * What was restored.
     *
     * @param snapshot what is in force now
     * @param setAside where the storage is that was there before; empty if there was none
     */
    record Restored(Snapshot snapshot, Optional<String> setAside) {}

    /**
     * Verifies a snapshot: that its file is the one that was made, that it opens, and that it holds
     * what was copied.
     *
     * @param snapshot its name in the folder of backups, {@link #LATEST}, or the path of its file
     * @throws BackupRefused if it is not whole, or there is none
     */
    Snapshot verify(String snapshot);

    /**
     * Verifies a snapshot and puts it in the place of the storage. What was there before is set
     * aside, never deleted. Whatever ends this, the process or the machine included, leaves the old
     * storage in its place or the new one; should what is there not open, it is the new one beside
     * the old one's log, and this is to be done again.
     *
     * @param snapshot as for {@link #verify}
     * @throws BackupRefused if the snapshot is not whole, the storage is open elsewhere, or files
     *     cannot be written; the storage is as it was then
     */
    Restored restore(String snapshot);
}
