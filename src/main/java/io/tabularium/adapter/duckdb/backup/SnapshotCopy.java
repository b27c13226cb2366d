package io.tabularium.adapter.duckdb.backup;

import io.tabularium.domain.maintenance.StorageBackup.Phase;
import io.tabularium.domain.maintenance.StorageBackup.Progress;
import io.tabularium.domain.maintenance.TableContent;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a database into a file of its own. Rows are copied in one transaction, which sees the
 * database as it was at one moment and holds up no other. To be performed once.
 */
final class SnapshotCopy {

    /** So many rows are copied between two reports; a multiple of a row group. */
    private static final long ROWS_PER_STEP = 40 * 122_880L;

    private final Session session;
    private final Progress progress;
    private final Catalog source;
    private long copied;
    private long all;

    /**
     * @param session is in no transaction, and used for nothing else meanwhile
     */
    SnapshotCopy(Session session, Progress progress) throws SQLException {
        this.session = session;
        this.progress = progress;
        this.source = new Catalog(session, session.text("SELECT current_database()"));
    }

    /**
     * Copies everything.
     *
     * @param file must not exist; whatever fails, it is closed afterwards
     */
    SnapshotContent perform(Path file) throws SQLException {
        try (NewDatabase copy = NewDatabase.make(session, file)) {
            SnapshotContent content = copyRows(copy);
            progress.enter(Phase.INDEXING, copied, all);
            copy.complete(content.definitions());
            return content;
        }
    }

    private SnapshotContent copyRows(NewDatabase copy) throws SQLException {
        session.execute("BEGIN");
        List<TableDefinition> tables = source.tables();
        for (TableDefinition table : tables) {
            all += source.count(table.name());
        }
        List<TableContent> contents = new ArrayList<>();
        for (TableDefinition table : tables) {
            contents.add(copyRows(table, copy));
        }
        session.execute("COMMIT");
        return new SnapshotContent(tables, contents);
    }

    private TableContent copyRows(TableDefinition table, NewDatabase copy) throws SQLException {
        copy.create(table);
        String from = source.name(table.name());
        long end =
                session.row(
                        "SELECT coalesce(max(rowid), -1) + 1 FROM " + from, row -> row.getLong(1));
        for (long first = 0; first < end; first += ROWS_PER_STEP) {
            progress.enter(Phase.COPYING, copied, all);
            copied +=
                    session.update(
                            "INSERT INTO %s SELECT * FROM %s WHERE rowid >= %d AND rowid < %d"
                                    .formatted(
                                            copy.name(table), from, first, first + ROWS_PER_STEP));
        }
        return source.content(table.name());
    }
}
