package io.tabularium.adapter.duckdb.engine;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the database is opened. Sizes are written as DuckDB writes them, such as {@code 4GB}; what is
 * null is left to DuckDB.
 *
 * @param path the database file, made with its directories where there is none; null for a database
 *     in memory
 * @param memoryLimit for the engine's buffers, beside the Java heap; DuckDB's default is 80 % of
 *     the machine's memory
 * @param threads that a query may use together, at least 1; DuckDB's default is one for each core
 * @param tempDirectory where queries spill; DuckDB's default is beside the file
 * @param maxTempDirectorySize how much they may spill
 * @param checkpointThreshold the size of the write-ahead log at which it is merged into the file
 * @param maxPageSize the largest page that a query asks for, in rows
 * @param reads the connections for single records, pages and counts
 * @param streams the connections for streams
 * @param directories whose files statements may read and write, beside the database itself
 */
public record DuckDbSettings(
        @Nullable Path path,
        @Nullable String memoryLimit,
        @Nullable Integer threads,
        @Nullable Path tempDirectory,
        @Nullable String maxTempDirectorySize,
        @Nullable String checkpointThreshold,
        int maxPageSize,
        Pool reads,
        Pool streams,
        List<Path> directories) {

    /** The format of every file; newer ones cannot be read by the 1.5 line of DuckDB. */
    public static final String STORAGE_VERSION = "v1.5.0";

    public DuckDbSettings {
        directories = List.copyOf(directories);
    }

    /** Statements may read and write no other files than the database. */
    public DuckDbSettings(
            @Nullable Path path,
            @Nullable String memoryLimit,
            @Nullable Integer threads,
            @Nullable Path tempDirectory,
            @Nullable String maxTempDirectorySize,
            @Nullable String checkpointThreshold,
            int maxPageSize,
            Pool reads,
            Pool streams) {
        this(
                path,
                memoryLimit,
                threads,
                tempDirectory,
                maxTempDirectorySize,
                checkpointThreshold,
                maxPageSize,
                reads,
                streams,
                List.of());
    }

    /** The same, with other directories. */
    public DuckDbSettings withDirectories(List<Path> others) {
        return with(path, others);
    }

    /** The same for a database in memory, that may read and write files in some directories. */
    public DuckDbSettings inMemory(List<Path> others) {
        return with(null, others);
    }

    private DuckDbSettings with(@Nullable Path otherPath, List<Path> others) {
        return new DuckDbSettings(
                otherPath,
                memoryLimit,
                threads,
                tempDirectory,
                maxTempDirectorySize,
                checkpointThreshold,
                maxPageSize,
                reads,
                streams,
                others);
    }

    /**
     * A bounded number of connections.
     *
     * @param size connections, at least 1
     * @param patience how long a caller waits for a free one, at least 250 ms
     */
    public record Pool(int size, Duration patience) {}

    /** A database in memory with a few connections, for tests. */
    public static DuckDbSettings inMemory() {
        return at(null);
    }

    /** A database file with a few connections and everything else left to DuckDB. */
    public static DuckDbSettings at(@Nullable Path path) {
        Pool pool = new Pool(4, Duration.ofSeconds(5));
        return new DuckDbSettings(path, null, null, null, null, null, 10_000, pool, pool);
    }
}
