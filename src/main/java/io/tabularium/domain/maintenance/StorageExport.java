package io.tabularium.domain.maintenance;

import io.tabularium.domain.TabulariumException;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes the whole storage in a form that other software reads, and reads it again. The form is the
 * same for every storage: what one has exported another can import.
 */
public interface StorageExport {

    /** Is told how far the work is; by any thread. */
    @FunctionalInterface
    interface Progress {

        /**
         * Some more rows of a table were written. The last call for a table has equal numbers.
         *
         * @param table its name
         * @param rows of the table that were written so far
         * @param all rows of the table
         */
        void reach(String table, long rows, long all);
    }

    /**
     * Writes every table, as of one moment, and every schema. If this fails, nothing of it is left
     * in the directory.
     *
     * @param directory is made, or is there and empty
     * @return what was written, by table
     * @throws BackupRefused if the directory is not empty or cannot be written
     * @throws InterruptedException if the thread was interrupted before the export was whole
     * @throws TabulariumException if storage fails
     */
    List<TableContent> exportTo(Path directory, Progress progress) throws InterruptedException;

    /**
     * Makes a storage of what was exported, equal in every record to the one that it came from.
     * There must be none yet; it is there whole, or not at all.
     *
     * @param directory an export
     * @return what was read, by table
     * @throws BackupRefused if there is a storage already, or the export is not whole
     * @throws InterruptedException if the thread was interrupted before the storage was whole
     */
    List<TableContent> importFrom(Path directory, Progress progress) throws InterruptedException;
}
