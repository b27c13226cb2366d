package io.tabularium.configuration.setting;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The embedded database.
 *
 * @param path the database file; made where it is missing
 * @param memoryLimit what the engine may hold in memory, beside the Java heap; by default two
 *     fifths of what the machine or the container has
 * @param threads threads of the engine; 0 for one for each processor
 * @param clustering who puts the records of schemas with {@code x-cluster} in order: {@code auto},
 *     the service, when a tenth is out of order and the load is low; {@code manual}, an operator
 * @param tempDirectory where the engine spills what does not fit in memory; by default beside the
 *     file, with {@code .tmp} added to its name
 * @param maxTempDirectorySize how much the engine may spill
 * @param checkpointThreshold size of the write-ahead log at which it is merged into the file
 * @param readPoolSize connections for reading; 0 for two for each processor, at least four
 * @param indexCheckTime how long indexes are compared with records at the start; 0 for not at all
 * @param recover whether a start heals torn blocks of metadata, in a copy of the file that takes
 *     its place once all of it was read, and sets aside a write-ahead log that cannot be replayed
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.duckdb", ignoreUnknownFields = false)
public record DuckDbProperties(
        @NotNull @DefaultValue("./data/tabularium.duckdb") Path path,
        @Nullable DataSize memoryLimit,
        @Min(0) @Max(1024) @DefaultValue("0") int threads,
        @NotNull @DefaultValue("auto") ClusteringMode clustering,
        @Nullable Path tempDirectory,
        @NotNull @DefaultValue("16GB") DataSize maxTempDirectorySize,
        @NotNull @DefaultValue("64MB") DataSize checkpointThreshold,
        @Min(0) @Max(1024) @DefaultValue("0") int readPoolSize,
        @NotNull @DefaultValue("3s") Duration indexCheckTime,
        @DefaultValue("false") boolean recover) {

    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(64);

    /**
     * The Java heap takes a quarter unless it is told otherwise; the rest is for everything else.
     */
    private static final double MEMORY_SHARE = 0.4;

    /** The limit in force. */
    public DataSize memory() {
        if (memoryLimit != null) {
            return memoryLimit;
        }
        long share = (long) (MEMORY_SHARE * MachineMemory.bytes());
        return DataSize.ofBytes(Math.max(share, LEAST_MEMORY.toBytes()));
    }

    @AssertTrue(message = "tabularium.duckdb.memory-limit must be at least 64MB")
    boolean isMemoryLimitEnough() {
        return memoryLimit == null || memoryLimit.compareTo(LEAST_MEMORY) >= 0;
    }

    @AssertTrue(message = "tabularium.duckdb.max-temp-directory-size must not be negative")
    boolean isMaxTempDirectorySizeASize() {
        return !maxTempDirectorySize.isNegative();
    }

    @AssertTrue(message = "tabularium.duckdb.index-check-time must not be negative")
    boolean isIndexCheckTimeATime() {
        return !indexCheckTime.isNegative();
    }

    @AssertTrue(message = "tabularium.duckdb.checkpoint-threshold must not be negative")
    boolean isCheckpointThresholdASize() {
        return !checkpointThreshold.isNegative();
    }
}
