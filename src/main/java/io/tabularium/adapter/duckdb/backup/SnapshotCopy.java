package io.tabularium.adapter.duckdb.backup;

import io.tabularium.domain.backup.StorageBackup.Phase;
import io.tabularium.domain.backup.StorageBackup.Progress;
import io.tabularium.domain.backup.TableContent;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a database into a file of its own. Rows are copied in one transaction, which sees the
 * database as it was at one moment and holds up no other; keys and indexes come afterwards, when
 * they can be made of whole tables. To be performed once.
 */
final class SnapshotCopy {

    /** So many rows are copied between two reports; a multiple of a row group. */
    private static final long ROWS_PER_STEP = 40 * 122_880L;

    private static final String COPY = "snapshot";

    private final Session session;
    private final Progress progress;
    private final Catalog source;
    private final Catalog copy;
    private final String sourceName;
    private long copied;
    private long all;

    /**
     * @param session is in no transaction, and used for nothing else meanwhile
     */
    SnapshotCopy(Session session, Progress progress) throws SQLException {
        this.session = session;
        this.progress = progress;
        this.sourceName = session.text("SELECT current_database()");
        this.source = new Catalog(session, sourceName);
        this.copy = new Catalog(session, COPY);
    }

    /**
     * Copies everything.
     *
     * @param file must not exist; whatever fails, it is closed afterwards
     */
    SnapshotContent perform(Path file) throws SQLException {
        // Newer formats cannot be read by the 1.5 line of DuckDB.
        session.execute(
                "ATTACH %s AS %s (STORAGE_VERSION 'v1.5.0')"
                        .formatted(Sql.text(file), Sql.name(COPY)));
        try {
            SnapshotContent content = copyRows();
            progress.enter(Phase.INDEXING, copied, all);
            makeIndexes(content.definitions());
            session.execute("CHECKPOINT " + Sql.name(COPY));
            return content;
        } finally {
            session.executeAnyway("ROLLBACK");
            session.executeAnyway("USE " + Sql.name(sourceName));
            session.executeAnyway("DETACH DATABASE IF EXISTS " + Sql.name(COPY));
        }
    }

    private SnapshotContent copyRows() throws SQLException {
        session.execute("BEGIN");
        List<TableDefinition> tables = source.tables();
        for (TableDefinition table : tables) {
            all += source.count(table.name());
        }
        List<TableContent> contents = new ArrayList<>();
        for (TableDefinition table : tables) {
            contents.add(copyRows(table));
        }
        session.execute("COMMIT");
        return new SnapshotContent(tables, contents);
    }

    private TableContent copyRows(TableDefinition table) throws SQLException {
        session.execute(
                "CREATE TABLE %s (%s)"
                        .formatted(copy.name(table.name()), String.join(", ", table.columns())));
        long end =
                session.row(
                        "SELECT coalesce(max(rowid), -1) + 1 FROM " + source.name(table.name()),
                        row -> row.getLong(1));
        for (long from = 0; from < end; from += ROWS_PER_STEP) {
            progress.enter(Phase.COPYING, copied, all);
            copied +=
                    session.update(
                            "INSERT INTO %s SELECT * FROM %s WHERE rowid >= %d AND rowid < %d"
                                    .formatted(
                                            copy.name(table.name()),
                                            source.name(table.name()),
                                            from,
                                            from + ROWS_PER_STEP));
        }
        return source.content(table.name());
    }

    /** The statements that make the indexes name no database. */
    private void makeIndexes(List<TableDefinition> tables) throws SQLException {
        session.execute("USE " + Sql.name(COPY));
        for (TableDefinition table : tables) {
            for (String constraint : table.constraints()) {
                session.execute(
                        "ALTER TABLE %s ADD %s".formatted(copy.name(table.name()), constraint));
            }
            for (String index : table.indexes()) {
                session.execute(index);
            }
        }
    }
}
