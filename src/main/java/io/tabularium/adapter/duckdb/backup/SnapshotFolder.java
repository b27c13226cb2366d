package io.tabularium.adapter.duckdb.backup;

import io.tabularium.adapter.duckdb.engine.TimesInNames;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.Snapshot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of the snapshots of one database. A snapshot is a file {@code <database>-<UTC
 * time>.duckdb} with its manifest, {@code .json} instead of {@code .duckdb}; both have {@code
 * .part} behind their names until they are whole. Other files are left alone.
 */
final class SnapshotFolder {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);
    private static final String FILE = ".duckdb";
    private static final String MANIFEST = ".json";
    private static final String PART = ".part";

    private final Path directory;
    private final String database;
    private final Pattern snapshotName;
    private final Pattern manifestName;
    private final Pattern partName;

    /**
     * @param database the name of the database, with which those of its snapshots begin
     */
    SnapshotFolder(Path directory, String database) {
        this.directory = directory;
        this.database = database;
        String stem = Pattern.quote(database) + "-\\d{8}T\\d{9}Z";
        this.snapshotName = Pattern.compile(stem + Pattern.quote(FILE));
        this.manifestName = Pattern.compile(stem + Pattern.quote(MANIFEST));
        this.partName = Pattern.compile(stem + "\\.(duckdb|json)\\.part(\\.wal)?");
    }

    /** The name of a snapshot that is made now. */
    String nameAt(Instant time) {
        return database + "-" + TimesInNames.of(time) + FILE;
    }

    /** Where a snapshot is written before it is whole; the directory is made if need be. */
    Path begin(String name) throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(file(name))) {
            throw new IOException("there is a snapshot " + name + " already");
        }
        return part(file(name));
    }

    /**
     * Gives a snapshot its name. The manifest is there before it, so that what has a snapshot's
     * name can be verified.
     */
    void complete(String name, Manifest manifest) throws IOException {
        Path partOfManifest = part(manifestOf(file(name)));
        DurableFiles.write(partOfManifest, ManifestJson.write(manifest));
        DurableFiles.rename(partOfManifest, manifestOf(file(name)));
        DurableFiles.rename(part(file(name)), file(name));
    }

    /** Removes what was left behind by backups that did not come to their end. */
    void removeParts() throws IOException {
        for (Path part : files(partName)) {
            removePart(part);
        }
        for (Path manifest : files(manifestName)) {
            if (!Files.exists(manifest.resolveSibling(stemOf(manifest, MANIFEST) + FILE))) {
                removePart(manifest);
            }
        }
    }

    private static void removePart(Path part) throws IOException {
        Files.deleteIfExists(part);
        LOG.atWarn().addKeyValue("file", part.getFileName()).log("partial_backup_removed");
    }

    /**
     * Removes the oldest snapshots until so many are left.
     *
     * @param made stays, though by its name it may be the oldest, where the clock was set back
     */
    void keep(int number, String made) throws IOException {
        List<Snapshot> others =
                list().stream().filter(snapshot -> !snapshot.name().equals(made)).toList();
        for (Snapshot old : others.subList(0, Math.max(0, others.size() - number + 1))) {
            Files.deleteIfExists(file(old.name()));
            Files.deleteIfExists(manifestOf(file(old.name())));
            LOG.atInfo().addKeyValue("snapshot", old.name()).log("old_backup_removed");
        }
    }

    /** Those that are whole and have a manifest, the oldest first. */
    List<Snapshot> list() throws IOException {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Path file : files(snapshotName)) {
            try {
                snapshots.add(manifest(file).snapshot(file.getFileName().toString()));
            } catch (BackupRefused e) {
                LOG.atWarn().setCause(e).addKeyValue("file", file).log("backup_without_manifest");
            }
        }
        return snapshots;
    }

    /** The file of a snapshot of that name. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /**
     * What is known of a snapshot.
     *
     * @throws BackupRefused if it has no manifest, or none that can be read
     */
    static Manifest manifest(Path file) throws IOException {
        Path manifest = manifestOf(file);
        try {
            return ManifestJson.read(Files.readAllBytes(manifest), manifest);
        } catch (NoSuchFileException e) {
            throw new BackupRefused(
                    "The snapshot %s has no manifest %s.".formatted(file, manifest), e);
        }
    }

    private List<Path> files(Pattern name) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    private static Path manifestOf(Path file) {
        return file.resolveSibling(stemOf(file, FILE) + MANIFEST);
    }

    private static String stemOf(Path file, String suffix) {
        String name = file.getFileName().toString();
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }
}
