package io.tabularium.adapter.duckdb.backup;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.InterruptibleWork;
import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.Snapshot;
import io.tabularium.domain.maintenance.StorageBackup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Makes snapshots of the database that the process works with. */
public final class DuckDbBackup implements StorageBackup {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbBackup.class);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final DuckDbDatabase database;
    private final BackupSettings settings;
    private final SnapshotFolder folder;
    private final InstantSource clock;

    /**
     * Removes what an earlier process left unfinished.
     *
     * @param database may read and write files in the folder of backups
     */
    public DuckDbBackup(DuckDbDatabase database, BackupSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.folder = settings.folder();
        this.clock = clock;
        try {
            folder.removeParts();
        } catch (IOException e) {
            // The next backup tries again, and says so if it cannot.
            LOG.atWarn().setCause(e).log("backup_directory_unreadable");
        }
    }

    @Override
    public Snapshot backUp(Progress progress) throws InterruptedException {
        Instant now = clock.instant();
        String name = folder.nameAt(now);
        LOG.atInfo().addKeyValue("snapshot", name).log("backup_started");
        long began = System.nanoTime();
        try {
            Snapshot snapshot = backUp(name, now, progress);
            LOG.atInfo()
                    .addKeyValue("snapshot", name)
                    .addKeyValue("rows", snapshot.rows())
                    .addKeyValue("bytes", snapshot.bytes())
                    .addKeyValue("took_ms", (System.nanoTime() - began) / NANOS_PER_MILLI)
                    .log("backup_done");
            return snapshot;
        } catch (InterruptedException e) {
            LOG.atInfo().addKeyValue("snapshot", name).log("backup_cancelled");
            throw e;
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("snapshot", name).log("backup_failed");
            throw failure(e);
        }
    }

    @Override
    public List<Snapshot> list() {
        try {
            return folder.list();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Snapshot backUp(String name, Instant now, Progress progress)
            throws SQLException, IOException, InterruptedException {
        folder.removeParts();
        boolean complete = false;
        try (Session session = new Session(database.connect())) {
            Snapshot snapshot =
                    InterruptibleWork.perform(
                            "tabularium-snapshot",
                            () -> perform(session, name, now, progress),
                            session::stop);
            complete = true;
            return snapshot;
        } finally {
            if (!complete) {
                folder.removeParts();
            }
        }
    }

    private Snapshot perform(Session session, String name, Instant now, Progress progress)
            throws SQLException, IOException {
        Path part = folder.begin(name);
        SnapshotContent content = new SnapshotCopy(session, progress).perform(part);
        DurableFiles.sync(part);
        long rows = content.rows();
        progress.enter(Phase.VERIFYING, rows, rows);
        new SnapshotCheck(session).perform(part, content);
        Manifest manifest =
                new Manifest(
                        now,
                        session.text("SELECT version()"),
                        settings.applicationVersion(),
                        Files.size(part),
                        DurableFiles.sha256(part),
                        content);
        folder.complete(name, manifest);
        removeOlderThan(name);
        return manifest.snapshot(name);
    }

    /** The snapshot is whole: that old ones cannot be removed takes nothing from it. */
    private void removeOlderThan(String made) {
        try {
            folder.keep(settings.keep(), made);
        } catch (IOException | UncheckedIOException e) {
            LOG.atWarn().setCause(e).addKeyValue("snapshot", made).log("old_backups_not_removed");
        }
    }

    /** What an operator is told; the log knows more. */
    private TabulariumException failure(Exception failure) {
        return switch (failure) {
            case TabulariumException told -> told;
            case BackupRefused refused ->
                    new StorageUnavailable(
                            "The copy is not what was copied: " + refused.getMessage(), refused);
            case SQLException engine when SqlFailure.of(engine) == SqlFailure.INPUT_OUTPUT ->
                    unwritable(engine);
            case SQLException engine -> database.translate(engine);
            case IOException file -> unwritable(file);
            case UncheckedIOException file -> unwritable(file);
            default -> new StorageUnavailable("The backup failed.", failure);
        };
    }

    private static TabulariumException unwritable(Exception cause) {
        return new StorageUnavailable(
                "The folder of backups cannot be read or written; its disk may be full.", cause);
    }
}
