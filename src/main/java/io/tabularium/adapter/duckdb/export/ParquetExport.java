package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.duckdb.backup.Catalog;
import io.tabularium.adapter.duckdb.backup.DurableFiles;
import io.tabularium.adapter.duckdb.backup.Session;
import io.tabularium.adapter.duckdb.backup.SnapshotContent;
import io.tabularium.adapter.duckdb.backup.Sql;
import io.tabularium.adapter.duckdb.backup.TableDefinition;
import io.tabularium.domain.maintenance.StorageExport.Progress;
import io.tabularium.domain.maintenance.TableContent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the tables of a database as Parquet files, a file each, rows in their stored order, and
 * its schemas as schema files.
 */
final class ParquetExport {

    static final String SCHEMAS = "schemas";

    private final Session session;
    private final Path directory;

    ParquetExport(Session session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    /** The file of a table's rows in an export. */
    static Path file(Path directory, String table) {
        return directory.resolve(table + ".parquet");
    }

    /** Writes all of the session's own database as of one moment. */
    SnapshotContent perform(Progress progress) throws SQLException, IOException {
        Catalog source = new Catalog(session, session.text("SELECT current_database()"));
        session.execute("BEGIN");
        List<TableDefinition> tables = source.tables();
        List<TableContent> contents = new ArrayList<>();
        for (TableDefinition table : tables) {
            long rows = source.count(table.name());
            progress.reach(table.name(), 0, rows);
            contents.add(write(source, table));
            progress.reach(table.name(), rows, rows);
        }
        writeSchemas();
        session.execute("COMMIT");
        return new SnapshotContent(tables, contents);
    }

    /** Writes one table, and reads what it holds. */
    TableContent write(Catalog source, TableDefinition table) throws SQLException, IOException {
        Path file = file(directory, table.name());
        session.execute(
                "COPY %s TO %s (FORMAT parquet, COMPRESSION zstd)"
                        .formatted(source.name(table.name()), Sql.text(file)));
        DurableFiles.sync(file);
        return source.content(table.name());
    }

    /** Writes the schemas that the session's own database knows. */
    void writeSchemas() throws SQLException, IOException {
        Path folder = Files.createDirectories(directory.resolve(SCHEMAS));
        List<SchemaFile> files =
                session.rows(
                        "SELECT name, definition FROM _tabularium_schemas ORDER BY name",
                        row -> new SchemaFile(row.getString(1), row.getString(2)));
        for (SchemaFile file : files) {
            DurableFiles.write(
                    folder.resolve(file.name() + ".schema.json"),
                    (file.definition() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private record SchemaFile(String name, String definition) {}
}
