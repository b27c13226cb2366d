package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.duckdb.backup.DatabaseFile;
import io.tabularium.adapter.duckdb.backup.DurableFiles;
import io.tabularium.adapter.duckdb.backup.Manifest;
import io.tabularium.adapter.duckdb.backup.Session;
import io.tabularium.adapter.duckdb.backup.SnapshotCheck;
import io.tabularium.adapter.duckdb.backup.SnapshotContent;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.InterruptibleWork;
import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.TableContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Exports a database file as Parquet and makes one of such an export, while nobody else has it
 * open.
 */
public final class DuckDbExport implements StorageExport {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbExport.class);

    private final DuckDbSettings settings;
    private final String applicationVersion;
    private final InstantSource clock;

    /**
     * @param settings of the database in a file
     * @param applicationVersion is noted in exports
     */
    public DuckDbExport(DuckDbSettings settings, String applicationVersion, InstantSource clock) {
        this.settings = settings;
        this.applicationVersion = applicationVersion;
        this.clock = clock;
    }

    @Override
    public List<TableContent> exportTo(Path directory, Progress progress)
            throws InterruptedException {
        try (ExportFolder folder = ExportFolder.begin(directory);
                DuckDbDatabase database =
                        new DuckDbDatabase(settings.withDirectories(List.of(directory)));
                Session session = new Session(database.connect())) {
            SnapshotContent content =
                    InterruptibleWork.perform(
                            "tabularium-export",
                            () -> new ParquetExport(session, directory).perform(progress),
                            session::stop);
            folder.complete(
                    Manifest.ofExport(
                            clock.instant(),
                            session.text("SELECT version()"),
                            applicationVersion,
                            content));
            return content.contents();
        } catch (SQLException e) {
            throw SqlFailure.translate(e);
        } catch (UncheckedIOException | IOException e) {
            throw new BackupRefused("The export cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public List<TableContent> importFrom(Path directory, Progress progress)
            throws InterruptedException {
        DatabaseFile file = new DatabaseFile(settings, clock);
        file.requireNone();
        try {
            SnapshotContent content = ExportFolder.manifest(directory).content();
            file.replace(incoming -> fill(incoming, directory, content, progress));
            return content.contents();
        } catch (UncheckedIOException | IOException e) {
            throw new BackupRefused("A file cannot be read or written: " + e.getMessage(), e);
        }
    }

    private void fill(Path incoming, Path directory, SnapshotContent content, Progress progress)
            throws IOException, InterruptedException {
        Path parent = Objects.requireNonNull(incoming.getParent());
        try (DuckDbDatabase empty =
                        new DuckDbDatabase(settings.inMemory(List.of(parent, directory)));
                Session session = new Session(empty.connect())) {
            InterruptibleWork.perform(
                    "tabularium-import",
                    () -> {
                        new ParquetImport(session, directory).perform(incoming, content, progress);
                        DurableFiles.sync(incoming);
                        new SnapshotCheck(session).perform(incoming, content);
                        return content;
                    },
                    session::stop);
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("import_failed");
            throw new BackupRefused("The export cannot be imported: " + e.getMessage(), e);
        }
    }
}
