package io.tabularium.adapter.duckdb.engine;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** A database cannot be opened; the message, for the operator, names the file and the reason. */
public final class DatabaseNotOpened extends RuntimeException {

    /** What is wrong, as far as that says what to do. */
    public enum Fault {
        /** Another process has the file open. */
        HELD,
        /** The file is another kind of file. */
        NO_DATABASE,
        /** The file was written by a later version of the engine. */
        TOO_NEW,
        /** What the file holds is not what was written to it. */
        DAMAGED,
        /**
         * A block of the file has another checksum than its bytes. Recovery may heal it, if it is a
         * block of metadata that a kill has torn.
         */
        BLOCK_DAMAGED,
        /** The write-ahead log holds something that cannot be done again. */
        LOG_DAMAGED,
        /** The memory limit is too small for what opening takes, such as replaying the log. */
        MEMORY,
        /** A file could not be read or written: the disk is full or failing. */
        DISK,
        OTHER
    }

    private final Fault fault;

    /**
     * @param path of the file; null for a database in memory
     * @param reason continues the sentence "The database … cannot be opened:"
     */
    public DatabaseNotOpened(
            @Nullable Path path, Fault fault, String reason, @Nullable Throwable cause) {
        super(
                "The database %s cannot be opened: %s"
                        .formatted(path == null ? "in memory" : path.toAbsolutePath(), reason),
                cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
