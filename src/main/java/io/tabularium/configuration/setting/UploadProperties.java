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
 * Bulk loads whose clients send slowly: their bodies are received before they are loaded. One
 * caller may have half of the places and of the bytes.
 *
 * @param directory where their bodies are kept until they are loaded; by default beside the
 *     database file, with {@code .uploads} added to its name
 * @param maxSize size of all bodies that are kept; one caller may have half of it
 * @param maxSlow slow uploads at the same time; one caller may have half of them
 * @param minFree free space that bodies leave on their disk
 * @param minRate what must come in each second; a client that sends less is slow
 * @param patience how long a bulk load waits for its client beyond that
 * @param maxWait how long a body that was received slowly waits until it is loaded
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.uploads", ignoreUnknownFields = false)
public record UploadProperties(
        @Nullable Path directory,
        @NotNull @DefaultValue("16GB") DataSize maxSize,
        @Min(1) @Max(1_000) @DefaultValue("64") int maxSlow,
        @NotNull @DefaultValue("1GB") DataSize minFree,
        @NotNull @DefaultValue("32MB") DataSize minRate,
        @NotNull @DefaultValue("1s") Duration patience,
        @NotNull @DefaultValue("30s") Duration maxWait) {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    @AssertTrue(message = "tabularium.uploads.max-size must be at least 4MB")
    boolean isMaxSizeEnough() {
        return maxSize.compareTo(DataSize.ofMegabytes(4)) >= 0;
    }

    @AssertTrue(message = "tabularium.uploads.min-free must be at least 0B")
    boolean isMinFreeWithinBounds() {
        return !minFree.isNegative();
    }

    @AssertTrue(message = "tabularium.uploads.min-rate must be 1B to 10GB")
    boolean isMinRateWithinBounds() {
        return minRate.toBytes() >= 1 && minRate.compareTo(DataSize.ofGigabytes(10)) <= 0;
    }

    @AssertTrue(message = "tabularium.uploads.patience must be 10ms to 1m")
    boolean isPatienceWithinBounds() {
        return patience.toMillis() >= 10 && patience.compareTo(LONGEST) <= 0;
    }

    @AssertTrue(message = "tabularium.uploads.max-wait must be 0s to 10m")
    boolean isMaxWaitWithinBounds() {
        return !maxWait.isNegative() && maxWait.compareTo(LONGEST_WAIT) <= 0;
    }

    /** The directory in force, for a database in that file. */
    public Path directoryBeside(Path database) {
        return directory == null
                ? database.resolveSibling(database.getFileName() + ".uploads")
                : directory;
    }
}
