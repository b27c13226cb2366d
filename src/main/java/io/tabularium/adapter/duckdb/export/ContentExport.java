package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.duckdb.backup.Catalog;
import io.tabularium.adapter.duckdb.backup.Manifest;
import io.tabularium.adapter.duckdb.backup.Session;
import io.tabularium.adapter.duckdb.backup.SnapshotContent;
import io.tabularium.adapter.duckdb.backup.TableDefinition;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.InterruptibleWork;
import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.content.JdbcContent;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.schema.StoredDefinitions;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.ContentTransfer;
import io.tabularium.domain.maintenance.DefinitionCompiler;
import io.tabularium.domain.maintenance.StorageContent;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StoredDefinition;
import io.tabularium.domain.maintenance.TableContent;
import io.tabularium.domain.schema.Schema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Exports another storage as Parquet, and imports an export into it, in the layout of {@link
 * DuckDbExport}. DuckDB only writes and reads the Parquet files.
 */
public final class ContentExport implements StorageExport {

    private static final Logger LOG = LoggerFactory.getLogger(ContentExport.class);
    private static final DuckDbDialect DIALECT = new DuckDbDialect();

    private final ContentTransfer storage;
    private final DefinitionCompiler compiler;
    private final DuckDbSettings settings;
    private final String applicationVersion;
    private final InstantSource clock;

    /**
     * @param storage is exported, or imported into
     * @param settings of the engine; the database file that they name is not used
     * @param applicationVersion is noted in exports
     */
    public ContentExport(
            ContentTransfer storage,
            DefinitionCompiler compiler,
            DuckDbSettings settings,
            String applicationVersion,
            InstantSource clock) {
        this.storage = storage;
        this.compiler = compiler;
        this.settings = settings;
        this.applicationVersion = applicationVersion;
        this.clock = clock;
    }

    @Override
    public List<TableContent> exportTo(Path directory, Progress progress)
            throws InterruptedException {
        try (ExportFolder folder = ExportFolder.begin(directory);
                DuckDbDatabase engine = new DuckDbDatabase(settings.inMemory(List.of(directory)));
                Session session = new Session(engine.connect())) {
            Instant takenAt = clock.instant();
            SnapshotContent content =
                    InterruptibleWork.perform(
                            "tabularium-export",
                            () ->
                                    storage.read(
                                            stored ->
                                                    write(
                                                            watched(stored, progress, session),
                                                            session,
                                                            directory)),
                            session::stop);
            folder.complete(
                    Manifest.ofExport(
                            takenAt,
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
        storage.requireNoRecords();
        try {
            SnapshotContent content = ExportFolder.manifest(directory).content();
            try (DuckDbDatabase engine = new DuckDbDatabase(settings.inMemory(List.of(directory)));
                    Session session = new Session(engine.connect())) {
                InterruptibleWork.perform(
                        "tabularium-import",
                        () -> {
                            ExportViews views = new ExportViews(session, directory, content);
                            views.make();
                            engine.streams()
                                    .run(connection -> store(connection, views, session, progress));
                            return content;
                        },
                        session::stop);
            }
            return content.contents();
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("import_failed");
            throw new BackupRefused("The export cannot be imported: " + e.getMessage(), e);
        } catch (UncheckedIOException | IOException e) {
            throw new BackupRefused("A file cannot be read: " + e.getMessage(), e);
        }
    }

    /** The tables are made empty first: they say how the same tables are made in DuckDB. */
    private static SnapshotContent write(StorageContent stored, Session session, Path directory)
            throws SQLException, IOException {
        List<StoredDefinition> definitions = stored.definitions();
        StoredDefinitions tables = new StoredDefinitions(DIALECT);
        tables.create(session.connection(), definitions);
        Map<String, Schema> schemas = new HashMap<>();
        for (StoredDefinition definition : definitions) {
            tables.createIndexes(session.connection(), definition.schema());
            schemas.put(definition.schema().name().value(), definition.schema());
        }
        Catalog catalog = new Catalog(session, session.text("SELECT current_database()"));
        ParquetExport parquet = new ParquetExport(session, directory);
        MovedRows rows = new MovedRows(session, parquet, directory);
        List<TableDefinition> made = catalog.tables();
        List<TableContent> contents = new ArrayList<>();
        for (TableDefinition table : made) {
            contents.add(
                    switch (table.name()) {
                        case StoredDefinitions.TABLE -> parquet.write(catalog, table);
                        case ReceiptTable.NAME -> rows.writeReceipts(table, stored);
                        default ->
                                rows.writeRecords(
                                        table,
                                        Objects.requireNonNull(schemas.get(table.name())),
                                        stored);
                    });
        }
        parquet.writeSchemas();
        return new SnapshotContent(made, contents);
    }

    private void store(
            Connection connection, ExportViews views, Session session, Progress progress) {
        StorageContent exported =
                new JdbcContent(
                        connection, DIALECT, compiler, SqlFailure::translate, new VectorScan());
        views.requireAllDefined(exported.definitions());
        storage.store(watched(exported, progress, session));
    }

    private static StorageContent watched(
            StorageContent content, Progress progress, Session session) {
        return new WatchedContent(content, progress, session::isStopped);
    }
}
