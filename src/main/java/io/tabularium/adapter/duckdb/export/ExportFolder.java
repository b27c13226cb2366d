package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.duckdb.backup.DurableFiles;
import io.tabularium.adapter.duckdb.backup.Manifest;
import io.tabularium.adapter.duckdb.backup.ManifestJson;
import io.tabularium.domain.maintenance.BackupRefused;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of an export: {@code <table>.parquet} for each table, {@code
 * schemas/<schema>.schema.json} for each schema, and {@code manifest.json}, which is written last.
 * Without a manifest nothing is an export. Used by one thread at a time.
 */
final class ExportFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExportFolder.class);
    private static final String MANIFEST = "manifest.json";

    private final Path directory;
    private final boolean wasThere;
    private boolean complete;

    private ExportFolder(Path directory, boolean wasThere) {
        this.directory = directory;
        this.wasThere = wasThere;
    }

    /**
     * Makes the directory, or takes an empty one.
     *
     * @throws BackupRefused if it is not empty
     */
    static ExportFolder begin(Path directory) throws IOException {
        boolean isThere = Files.isDirectory(directory);
        if (isThere) {
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new BackupRefused("The directory %s is not empty.".formatted(directory));
                }
            }
        }
        Files.createDirectories(directory);
        return new ExportFolder(directory, isThere);
    }

    /**
     * What an export says of itself.
     *
     * @throws BackupRefused if the directory holds no export
     */
    static Manifest manifest(Path directory) throws IOException {
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            throw new BackupRefused("There is no export in %s.".formatted(directory));
        }
        return ManifestJson.read(Files.readAllBytes(manifest), manifest);
    }

    /** Makes an export of what was written to the directory. */
    void complete(Manifest manifest) throws IOException {
        DurableFiles.write(directory.resolve(MANIFEST), ManifestJson.write(manifest));
        DurableFiles.syncNames(directory.resolve(MANIFEST));
        complete = true;
    }

    /** Removes what was written, unless it is complete. */
    @Override
    public void close() {
        if (complete) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> written = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : written) {
                if (!wasThere || !file.equals(directory)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("directory", directory)
                    .log("partial_export_not_removed");
        }
    }
}
