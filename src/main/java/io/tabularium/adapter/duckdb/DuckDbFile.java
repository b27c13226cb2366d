package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.duckdb.backup.DuckDbRestore;
import io.tabularium.adapter.duckdb.export.DuckDbExport;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StorageRestore;
import io.tabularium.domain.storage.Lacking;
import io.tabularium.domain.storage.StorageAtRest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * A database file that no process has open.
 *
 * @param options name the file
 * @param applicationVersion is noted in exports
 */
public record DuckDbFile(DuckDbOptions options, String applicationVersion, InstantSource clock)
        implements StorageAtRest {

    @Override
    public Optional<String> whyMissing() {
        Path path = Objects.requireNonNull(options.database().path());
        return Files.exists(path)
                ? Optional.empty()
                : Optional.of(
                        "There is no database %s; name one with tabularium.duckdb.path."
                                .formatted(path.toAbsolutePath().normalize()));
    }

    @Override
    public StorageExport export() {
        return new DuckDbExport(options.database(), applicationVersion, clock);
    }

    @Override
    public Optional<StorageRestore> restore() {
        return Optional.of(new DuckDbRestore(options.database(), options.backups(), clock));
    }

    @Override
    public Lacking lacking() {
        return Lacking.NOTHING;
    }
}
