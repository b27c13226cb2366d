package io.tabularium.configuration.setting;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Snapshots of the database.
 *
 * @param directory where snapshots are kept, and those of this database alone; without it none are
 *     made
 * @param keep how many snapshots stay, the newest
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.backup", ignoreUnknownFields = false)
public record BackupProperties(
        @Nullable Path directory, @Min(1) @Max(10_000) @DefaultValue("7") int keep) {

    public static final String MISSING = "The setting tabularium.backup.directory is missing.";

    /**
     * The directory.
     *
     * @throws NullPointerException if it is not set
     */
    public Path requiredDirectory() {
        return Objects.requireNonNull(directory, MISSING);
    }

    /** What the engine must be allowed to read and write. */
    public List<Path> directories() {
        return directory == null ? List.of() : List.of(directory);
    }
}
