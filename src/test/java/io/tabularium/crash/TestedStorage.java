package io.tabularium.crash;

import io.tabularium.ServerProcess;
import io.tabularium.TestedEngine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The place where the servers of one era keep their records. Used by one thread. */
interface TestedStorage extends AutoCloseable {

    /**
     * Makes an empty storage.
     *
     * @param folder for its files, and those of the servers
     */
    static TestedStorage create(TestedEngine engine, Path folder, Random random)
            throws IOException {
        return switch (engine) {
            case DUCKDB -> new DuckDbFiles(folder, random);
            case POSTGRESQL -> PostgreSqlFiles.create(folder, random);
        };
    }

    /** Returns the ways in which a server can end on it. */
    Set<Ending> endings();

    /** Returns options of the next server. Some differ from server to server. */
    List<String> nextOptions();

    /** Returns a number that changes with each commit. */
    long logPosition();

    /**
     * Waits under load for the moment of an ending that not every storage has.
     *
     * @throws IllegalArgumentException if this storage does not have it either
     */
    void await(Ending ending, ServerProcess server) throws Exception;

    /** Ends the database in the given way, while its server stays. */
    void end(Ending ending) throws Exception;

    /** Starts the database again after {@link #end}, and returns when it can be used. */
    void startAgain() throws Exception;

    /**
     * Checks what a server left that has ended, without our program.
     *
     * @param complete whether that server was ready once, so that it has made all of its indexes
     * @return the number of lookups that went through an index
     * @throws AssertionError if an index answers otherwise than the table does, lets a duplicate in
     *     or is not whole
     */
    int inspect(boolean complete) throws Exception;

    @Override
    void close() throws IOException;
}
