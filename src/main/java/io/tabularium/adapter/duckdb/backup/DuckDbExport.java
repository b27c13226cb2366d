package io.tabularium.adapter.duckdb.backup;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.TableContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
    public List<TableContent> exportTo(Path directory) {
        try {
            requireEmpty(directory);
            Files.createDirectories(directory);
            try (DuckDbDatabase database =
                            new DuckDbDatabase(settings.withDirectories(List.of(directory)));
                    Session session = new Session(database.connect())) {
                SnapshotContent content = new ParquetExport(session, directory).perform();
                Manifest manifest =
                        new Manifest(
                                clock.instant(),
                                session.text("SELECT version()"),
                                applicationVersion,
                                0,
                                "",
                                content);
                // It comes last: without it nothing is an export.
                DurableFiles.write(
                        directory.resolve(ParquetExport.MANIFEST), ManifestJson.write(manifest));
                DurableFiles.syncNames(directory.resolve(ParquetExport.MANIFEST));
                return content.contents();
            }
        } catch (SQLException e) {
            throw SqlFailure.translate(e);
        } catch (IOException e) {
            throw new BackupRefused("The export cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public List<TableContent> importFrom(Path directory) {
        DatabaseFile file = new DatabaseFile(settings, clock);
        file.requireNone();
        try {
            SnapshotContent content = manifest(directory).content();
            file.replace(incoming -> fill(incoming, directory, content));
            return content.contents();
        } catch (IOException e) {
            throw new BackupRefused("A file cannot be read or written: " + e.getMessage(), e);
        }
    }

    private void fill(Path incoming, Path directory, SnapshotContent content) throws IOException {
        Path parent = Objects.requireNonNull(incoming.getParent());
        try (DuckDbDatabase empty =
                        new DuckDbDatabase(settings.inMemory(List.of(parent, directory)));
                Session session = new Session(empty.connect())) {
            new ParquetImport(session, directory).perform(incoming, content);
            DurableFiles.sync(incoming);
            new SnapshotCheck(session).perform(incoming, content);
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("import_failed");
            throw new BackupRefused("The export cannot be imported: " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(Path directory) throws IOException {
        Path manifest = directory.resolve(ParquetExport.MANIFEST);
        if (!Files.exists(manifest)) {
            throw new BackupRefused("There is no export in %s.".formatted(directory));
        }
        return ManifestJson.read(Files.readAllBytes(manifest), manifest);
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new BackupRefused("The directory %s is not empty.".formatted(directory));
                }
            }
        }
    }
}
