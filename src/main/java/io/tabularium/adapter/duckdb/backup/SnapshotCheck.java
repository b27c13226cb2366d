package io.tabularium.adapter.duckdb.backup;

import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.TableContent;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Opens a snapshot as a database of its own, reads it whole, and compares. */
public final class SnapshotCheck {

    private static final String NAME = "verified";

    private final Session session;
    private final Catalog snapshot;

    /**
     * @param session may read the file, and is used for nothing else meanwhile
     */
    public SnapshotCheck(Session session) {
        this.session = session;
        this.snapshot = new Catalog(session, NAME);
    }

    /**
     * Compares the file with what it must hold; it is closed afterwards.
     *
     * @throws BackupRefused if it holds anything else, with the first difference
     * @throws SQLException if it cannot be opened or read
     */
    public void perform(Path file, SnapshotContent expected) throws SQLException {
        session.execute("ATTACH %s AS %s (READ_ONLY)".formatted(Sql.text(file), NAME));
        try {
            compareDefinitions(expected.definitions());
            for (TableContent table : expected.contents()) {
                compare(snapshot.content(table.name()), table);
            }
        } finally {
            session.executeAnyway("DETACH DATABASE IF EXISTS " + NAME);
        }
    }

    private void compareDefinitions(List<TableDefinition> expected) throws SQLException {
        List<TableDefinition> found = snapshot.tables();
        if (!found.equals(expected)) {
            TableDefinition differing =
                    expected.stream()
                            .filter(table -> !found.contains(table))
                            .findFirst()
                            .orElseGet(
                                    () ->
                                            found.stream()
                                                    .filter(table -> !expected.contains(table))
                                                    .findFirst()
                                                    .orElseThrow());
            throw new BackupRefused(
                    "The columns, keys or indexes of the table %s are not those that were backed up."
                            .formatted(differing.name()));
        }
    }

    /**
     * Compares a table with what it must hold.
     *
     * @throws BackupRefused if it holds anything else
     */
    public static void compare(TableContent found, TableContent expected) {
        if (!found.equals(expected)) {
            throw new BackupRefused(
                    "The table %s holds %d rows with the checksum %s, not %d with %s."
                            .formatted(
                                    expected.name(),
                                    found.rows(),
                                    found.checksum(),
                                    expected.rows(),
                                    expected.checksum()));
        }
    }
}
