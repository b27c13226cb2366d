package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.duckdb.backup.Catalog;
import io.tabularium.adapter.duckdb.backup.Session;
import io.tabularium.adapter.duckdb.backup.SnapshotCheck;
import io.tabularium.adapter.duckdb.backup.SnapshotContent;
import io.tabularium.adapter.duckdb.backup.Sql;
import io.tabularium.adapter.duckdb.backup.TableDefinition;
import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.schema.StoredDefinitions;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.StoredDefinition;
import io.tabularium.domain.maintenance.TableContent;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Parquet files of an export, as views of a database in memory. Used by one thread. */
final class ExportViews {

    private final Session session;
    private final Path directory;
    private final SnapshotContent content;

    /**
     * @param session of a database in memory that may read the directory
     * @param content what the export says that it holds
     */
    ExportViews(Session session, Path directory, SnapshotContent content) {
        this.session = session;
        this.directory = directory;
        this.content = content;
    }

    /**
     * Makes the views, and reads every value of the files.
     *
     * @throws BackupRefused if they hold anything else than the export says
     */
    void make() throws SQLException {
        Catalog views = new Catalog(session, session.text("SELECT current_database()"));
        for (TableContent table : content.contents()) {
            session.execute(
                    "CREATE VIEW %s AS SELECT * FROM read_parquet(%s)"
                            .formatted(
                                    Identifiers.quoted(table.name()),
                                    Sql.text(ParquetExport.file(directory, table.name()))));
            SnapshotCheck.compare(views.content(table.name()), table);
        }
    }

    /**
     * Returns if the definitions are of all tables and all their columns, so that nothing of the
     * export is left out.
     *
     * @throws BackupRefused naming a table of which there is more
     */
    void requireAllDefined(List<StoredDefinition> definitions) {
        Map<String, Integer> columns = new HashMap<>();
        for (StoredDefinition definition : definitions) {
            columns.put(
                    definition.schema().name().value(),
                    SystemColumn.values().length + definition.schema().properties().size());
        }
        for (TableDefinition table : content.definitions()) {
            boolean ofTheService =
                    table.name().equals(ReceiptTable.NAME)
                            || table.name().equals(StoredDefinitions.TABLE);
            if (!ofTheService && table.columns().size() != columns.getOrDefault(table.name(), 0)) {
                throw new BackupRefused(
                        "The table %s of the export has columns that its stored schema does not declare."
                                .formatted(table.name()));
            }
        }
    }
}
