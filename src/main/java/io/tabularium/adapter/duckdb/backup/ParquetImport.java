package io.tabularium.adapter.duckdb.backup;

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
     * @param file must not exist
     */
    void perform(Path file, SnapshotContent content) throws SQLException {
        try (NewDatabase database = NewDatabase.make(session, file)) {
            session.execute("BEGIN");
            for (TableDefinition table : content.definitions()) {
                database.create(table);
                Path rows = ParquetExport.file(directory, table.name());
                session.update(
                        "INSERT INTO %s SELECT * FROM read_parquet(%s)"
                                .formatted(database.name(table), Sql.text(rows)));
            }
            session.execute("COMMIT");
            database.complete(content.definitions());
        }
    }
}
