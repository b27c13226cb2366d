package io.tabularium.adapter.duckdb.backup;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.Snapshot;
import io.tabularium.domain.maintenance.StorageRestore;
import io.tabularium.domain.maintenance.TableContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Restores the database file from a snapshot, while it is not open. */
public final class DuckDbRestore implements StorageRestore {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbRestore.class);

    private final DuckDbSettings settings;
    private final Optional<SnapshotFolder> folder;
    private final DatabaseFile database;

    /**
     * @param settings of the database in a file
     * @param backups where snapshots are found by their names; without it they are named by paths
     */
    public DuckDbRestore(
            DuckDbSettings settings, Optional<BackupSettings> backups, InstantSource clock) {
        this.settings = settings;
        this.folder = backups.map(BackupSettings::folder);
        this.database = new DatabaseFile(settings, clock);
    }

    @Override
    public Snapshot verify(String snapshot) {
        try {
            Path file = locate(snapshot);
            return verify(file).snapshot(file.getFileName().toString());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Restored restore(String snapshot) {
        try {
            Path file = locate(snapshot);
            Manifest manifest = verify(file);
            Optional<Path> aside =
                    database.replace(
                            incoming -> {
                                DurableFiles.copy(file, incoming);
                                requireSame(incoming, manifest);
                            });
            LOG.atInfo().addKeyValue("snapshot", file).log("snapshot_restored");
            compareCounts(manifest.content().contents());
            return new Restored(
                    manifest.snapshot(file.getFileName().toString()), aside.map(Path::toString));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Path locate(String snapshot) throws IOException {
        if (snapshot.equals(LATEST)) {
            List<Snapshot> snapshots = requireFolder().list();
            if (snapshots.isEmpty()) {
                throw new BackupRefused("There is no snapshot in the directory of backups.");
            }
            return requireFolder().file(snapshots.getLast().name());
        }
        Path path = Path.of(snapshot);
        Path file =
                path.getNameCount() > 1 || folder.isEmpty() ? path : folder.get().file(snapshot);
        if (!Files.isRegularFile(file)) {
            throw new BackupRefused("There is no snapshot %s.".formatted(file));
        }
        return file.toAbsolutePath();
    }

    private SnapshotFolder requireFolder() {
        return folder.orElseThrow(
                () ->
                        new BackupRefused(
                                "No directory of backups is set; name the snapshot by its path."));
    }

    private Manifest verify(Path file) throws IOException {
        Manifest manifest = SnapshotFolder.manifest(file);
        requireSame(file, manifest);
        Path directory = file.toAbsolutePath().getParent();
        try (DuckDbDatabase empty = new DuckDbDatabase(settings.inMemory(List.of(directory)));
                Session session = new Session(empty.connect())) {
            new SnapshotCheck(session).perform(file, manifest.content());
        } catch (SQLException e) {
            throw new BackupRefused("The snapshot %s cannot be read.".formatted(file), e);
        }
        return manifest;
    }

    private static void requireSame(Path file, Manifest manifest) throws IOException {
        if (Files.size(file) != manifest.bytes()
                || !DurableFiles.sha256(file).equals(manifest.sha256())) {
            throw new BackupRefused(
                    "The file %s is not the one that was made: its size or SHA-256 differs."
                            .formatted(file));
        }
    }

    private void compareCounts(List<TableContent> expected) {
        try (DuckDbDatabase restored = new DuckDbDatabase(settings);
                Session session = new Session(restored.connect())) {
            Catalog catalog = new Catalog(session, session.text("SELECT current_database()"));
            for (TableContent table : expected) {
                if (catalog.count(table.name()) != table.rows()) {
                    throw new BackupRefused(
                            "The restored table %s does not hold %d rows."
                                    .formatted(table.name(), table.rows()));
                }
            }
        } catch (SQLException e) {
            throw new BackupRefused("The restored database cannot be read.", e);
        }
    }

    private static BackupRefused unreadable(IOException e) {
        return new BackupRefused("A file cannot be read or written: " + e.getMessage(), e);
    }
}
