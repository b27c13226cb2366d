package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.duckdb.backup.NewDatabase;
import io.tabularium.adapter.duckdb.backup.Session;
import io.tabularium.adapter.duckdb.backup.SnapshotContent;
import io.tabularium.adapter.duckdb.backup.Sql;
import io.tabularium.adapter.duckdb.backup.TableDefinition;
import io.tabularium.domain.maintenance.StorageExport.Progress;
import io.tabularium.domain.maintenance.TableContent;

import java.nio.file.Path;
import java.sql.SQLException;

/** Makes a database file of an export. */
final class ParquetImport {

    private final Session session;
    private final Path directory;

    ParquetImport(Session session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    /**
     * Writes everything into a file, which is closed afterwards.
     *
     * @param incoming must not exist
     */
    void perform(Path incoming, SnapshotContent content, Progress progress) throws SQLException {
        try (NewDatabase database = NewDatabase.make(session, incoming)) {
            session.execute("BEGIN");
            for (TableContent table : content.contents()) {
                progress.reach(table.name(), 0, table.rows());
                TableDefinition definition = content.definition(table.name());
                database.create(definition);
                Path file = ParquetExport.file(directory, table.name());
                session.update(
                        "INSERT INTO %s SELECT * FROM read_parquet(%s)"
                                .formatted(database.name(definition), Sql.text(file)));
                progress.reach(table.name(), table.rows(), table.rows());
            }
            session.execute("COMMIT");
            database.complete(content.definitions());
        }
    }
}
