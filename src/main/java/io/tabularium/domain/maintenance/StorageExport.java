package io.tabularium.domain.maintenance;

import io.tabularium.domain.TabulariumException;

import java.nio.file.Path;
import java.util.List;

/** Writes the whole storage in a form that other software reads, and reads it again. */
public interface StorageExport {

    /**
     * Writes every table, as of one moment, and every schema.
     *
     * @param directory is made, or is there and empty
     * @return what was written, by table
     * @throws BackupRefused if the directory is not empty or cannot be written
     * @throws TabulariumException if storage fails
     */
    List<TableContent> exportTo(Path directory);

    /**
     * Makes a storage of what was exported, equal in every record to the one that it came from.
     * There must be none yet; it is there whole, or not at all.
     *
     * @param directory an export
     * @return what was read, by table
     * @throws BackupRefused if there is a storage already, or the export is not whole
     */
    List<TableContent> importFrom(Path directory);
}
